package io.spillway.functions.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Ends a request with a problem as its answer. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  private Refusal(Answer answer) {
    super("HTTP " + answer.status(), null, false, false);
    this.answer = answer;
  }

  public static Refusal of(Problem problem) {
    return new Refusal(problem.answer());
  }

  /** A problem with more members than every problem has. */
  public static Refusal of(ObjectNode problem) {
    return new Refusal(Problem.answer(problem));
  }

  public static Refusal notFound(String detail) {
    return of(new Problem(404, "not-found", "There is nothing here", detail));
  }

  /** The same refusal with one more header. */
  public Refusal with(String header, String value) {
    return new Refusal(answer.with(header, value));
  }

  Answer answer() {
    return answer;
  }
}
