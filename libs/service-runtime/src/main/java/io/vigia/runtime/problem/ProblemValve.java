package io.vigia.runtime.problem;

import io.vigia.runtime.answer.Json;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Answers requests that Tomcat itself refuses, such as one whose URL has invalid characters. */
public final class ProblemValve extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable failed) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String path = request.getRequestURI() == null ? "" : request.getRequestURI();
        Problem problem = ProblemResponses.inLanguageOf(path, ServerProblems.of(status, request, path));
        try {
            byte[] body = Json.bytes(problem.json(path));
            response.setContentType("application/problem+json");
            response.setContentLength(body.length);
            response.getResponse().getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException callerHasGone) {
            container.getLogger().debug("The client disconnected before the response was sent", callerHasGone);
        }
    }
}
