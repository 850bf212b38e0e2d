package io.spillway.local.host;

/** A request that the host refuses before any function sees it. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient HttpResponse response;

  Refusal(Problem problem) {
    this(problem, problem.response());
  }

  Refusal(Problem problem, HttpResponse response) {
    super(problem.title(), null, false, false);
    this.response = response;
  }

  HttpResponse response() {
    return response;
  }
}
