package io.spillway.functions.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Exception that ends a request with a problem response. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ApiResponse answer;

  private ProblemException(ApiResponse answer) {
    super("HTTP " + answer.status(), null, false, false);
    this.answer = answer;
  }

  public static ProblemException of(Problem problem) {
    return new ProblemException(problem.answer());
  }

  /** Creates an exception from problem details with additional members. */
  public static ProblemException of(ObjectNode problem) {
    return new ProblemException(Problem.answer(problem));
  }

  public static ProblemException notFound(String detail) {
    return of(new Problem(404, "not-found", "Not found", detail));
  }

  /** Returns the problem of a subject that kept changing while it was changed. */
  public static ProblemException ofContention(String subject) {
    String detail = "The " + subject + " keeps changing; retrying is safe";
    return of(new Problem(503, "unavailable", "Dependency unavailable", detail))
        .with("Retry-After", "1");
  }

  /** Returns this exception with one more response header. */
  public ProblemException with(String header, String value) {
    return new ProblemException(answer.with(header, value));
  }

  ApiResponse answer() {
    return answer;
  }
}
