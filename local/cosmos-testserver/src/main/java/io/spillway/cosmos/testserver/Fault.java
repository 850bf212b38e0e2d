package io.spillway.cosmos.testserver;

import java.time.Duration;

/**
 * A way to fail a request.
 *
 * @param kind what happens
 * @param status the status answered, of {@link Kind#STATUS}
 * @param subStatus the sub-status answered, of {@link Kind#STATUS}
 * @param duration the retry-after of {@link Kind#STATUS}, zero for none; how long a {@link
 *     Kind#STALL} lasts at most
 */
public record Fault(Kind kind, int status, int subStatus, Duration duration) {

  /** The ways to fail. */
  public enum Kind {
    /** Answered with a status; nothing is applied. */
    STATUS,
    /** Not answered until released; then served as if it had just come. Cut at the time limit. */
    STALL,
    /** The connection is cut; nothing is applied. */
    CUT,
    /** The request is applied, then the connection is cut. */
    LOSE_ANSWER
  }

  /** 429 with {@code x-ms-retry-after-ms}, in milliseconds; sub-status 3200. */
  public static Fault throttled(Duration retryAfter) {
    return new Fault(Kind.STATUS, 429, 3200, retryAfter);
  }

  /** 449: a concurrent write; the SDK tries again by itself. */
  public static Fault retryWith() {
    return status(449);
  }

  /** 503. */
  public static Fault unavailable() {
    return status(503);
  }

  /** 408, not applied. */
  public static Fault timeout() {
    return status(408);
  }

  /** 410. */
  public static Fault gone() {
    return status(410);
  }

  /** 500. */
  public static Fault internalError() {
    return status(500);
  }

  /** Any status, nothing applied. */
  public static Fault status(int status) {
    return new Fault(Kind.STATUS, status, 0, Duration.ZERO);
  }

  /** No answer until {@link ServerFaults#release()}; after {@code atMost} the connection is cut. */
  public static Fault stall(Duration atMost) {
    return new Fault(Kind.STALL, 0, 0, atMost);
  }

  /** The connection is cut and nothing was applied. */
  public static Fault cut() {
    return new Fault(Kind.CUT, 0, 0, Duration.ZERO);
  }

  /** The write is applied, its answer is lost. */
  public static Fault loseAnswer() {
    return new Fault(Kind.LOSE_ANSWER, 0, 0, Duration.ZERO);
  }

  CosmosError asError() {
    return new CosmosError(status, subStatus, "injected fault");
  }
}
