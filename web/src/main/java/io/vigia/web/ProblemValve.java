package io.vigia.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Answers requests that Tomcat itself can't read, such as one whose URL has characters that none may have. */
final class ProblemValve extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable failed) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = ProblemAdvice.ofStatus(
                status, status == 400 ? "the request line, a header or a parameter is malformed" : null);
        try {
            byte[] body = Json.bytes(problem.json(request.getRequestURI() == null ? "" : request.getRequestURI()));
            response.setContentType("application/problem+json");
            response.setContentLength(body.length);
            response.getResponse().getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException callerHasGone) {
            container.getLogger().debug("A caller went away before its answer", callerHasGone);
        }
    }
}
