package io.vigia.cli.openapi;

import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a controller's method says of itself: where it is called, how, with which parameters and by whom. */
record Route(String path, List<String> methods, Method handler, Access access) {
    /** Those of ingest-api and query-api that are for callers, in the order of their paths. */
    static List<Route> all() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return Stream.of("io.vigia.ingest", "io.vigia.query")
                .flatMap(services -> scan.findCandidateComponents(services).stream())
                .map(found -> ClassUtils.resolveClassName(
                        String.valueOf(found.getBeanClassName()), Route.class.getClassLoader()))
                .flatMap(controller -> Arrays.stream(controller.getDeclaredMethods()))
                .flatMap(Route::of)
                .sorted(Comparator.comparing(Route::path))
                .toList();
    }

    private static Stream<Route> of(Method handler) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler, RequestMapping.class);
        Needs needs = handler.getAnnotation(Needs.class);
        if (mapping == null || needs == null) {
            return Stream.empty();
        }
        List<String> methods = Arrays.stream(mapping.method())
                .map(RequestMethod::name)
                .sorted()
                .toList();
        return Arrays.stream(mapping.path()).map(path -> new Route(path, methods, handler, needs.value()));
    }

    /** The parameters in the method's signature, such as {@code query limit}; one that reads requests itself has none. */
    Set<String> parameters() {
        Set<String> parameters = new TreeSet<>();
        for (Parameter parameter : handler.getParameters()) {
            for (Annotation annotation : parameter.getAnnotations()) {
                if (annotation instanceof PathVariable variable) {
                    parameters.add("path " + named(variable.name(), parameter));
                } else if (annotation instanceof RequestParam query) {
                    parameters.add("query " + named(query.name(), parameter));
                } else if (annotation instanceof RequestHeader header) {
                    parameters.add("header " + named(header.name(), parameter));
                }
            }
        }
        return parameters;
    }

    /** What no other route is called, such as {@code sensorsReadings}. */
    String name() {
        String controller = handler.getDeclaringClass().getSimpleName().replace("Controller", "");
        return StringUtils.uncapitalize(controller) + StringUtils.capitalize(handler.getName());
    }

    private static String named(String name, Parameter parameter) {
        return name.isEmpty() ? parameter.getName() : name;
    }
}
