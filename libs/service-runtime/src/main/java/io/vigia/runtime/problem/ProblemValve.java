package io.vigia.runtime.problem;

import io.vigia.runtime.answer.Json;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Answers requests that Tomcat itself can't read, such as one whose URL has characters that none may have. */
public final class ProblemValve extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable failed) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String path = request.getRequestURI() == null ? "" : request.getRequestURI();
        Problem bilingual = ServerProblems.of(status, request, path);
        Problem problem = ProblemResponses.isClassic(path) ? bilingual.spanishOnly() : bilingual;
        try {
            byte[] body = Json.bytes(problem.json(path));
            response.setContentType("application/problem+json");
            response.setContentLength(body.length);
            response.getResponse().getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException callerHasGone) {
            container.getLogger().debug("A caller went away before its answer", callerHasGone);
        }
    }
}
