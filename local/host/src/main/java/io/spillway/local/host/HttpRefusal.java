package io.spillway.local.host;

import com.microsoft.azure.functions.HttpStatus;
import io.spillway.functions.http.Problem;

/** Exception for a request that is rejected before it reaches a function. */
final class HttpRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient HttpResponse.Builder response;
  private final transient Problem problem;

  HttpRefusal(Problem problem) {
    super("HTTP " + problem.status(), null, false, false);
    this.problem = problem;
    response =
        HttpResponse.with(HttpStatus.valueOf(problem.status()))
            .header("Content-Type", Problems.CONTENT_TYPE)
            .body(Problems.bytes(problem));
  }

  /** Returns this rejection with one more header. */
  HttpRefusal with(String header, String value) {
    response.header(header, value);
    return this;
  }

  Problem problem() {
    return problem;
  }

  HttpResponse response() {
    return response.build();
  }
}
