package io.vigia.runtime.problem;

import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers requests that filters or the server refuse before they reach a controller. */
@Controller
public final class ProblemErrorController implements ErrorController {
    private final ProblemResponses responses;

    public ProblemErrorController(ProblemResponses responses) {
        this.responses = responses;
    }

    /** The problem for the status that the server has set. */
    @RequestMapping("/error")
    @Needs(Access.ANYONE)
    public ResponseEntity<byte[]> error(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String asked = path == null ? request.getRequestURI() : path.toString();
        int code = status instanceof Integer set ? set : 404;
        return responses.response(request, asked, ServerProblems.of(code, request, asked));
    }
}
