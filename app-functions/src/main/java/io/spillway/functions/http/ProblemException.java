package io.spillway.functions.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Ends a request with a problem as its answer. */
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

  /** A problem with more members than every problem has. */
  public static ProblemException of(ObjectNode problem) {
    return new ProblemException(Problem.answer(problem));
  }

  public static ProblemException notFound(String detail) {
    return of(new Problem(404, "not-found", "There is nothing here", detail));
  }

  /** The same refusal with one more header. */
  public ProblemException with(String header, String value) {
    return new ProblemException(answer.with(header, value));
  }

  ApiResponse answer() {
    return answer;
  }
}
