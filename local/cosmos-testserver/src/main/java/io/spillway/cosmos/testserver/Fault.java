package io.spillway.cosmos.testserver;

import java.time.Duration;

/**
 * Scripted failure of a request.
 *
 * @param kind the kind of failure
 * @param status the status of the response, for {@link Kind#STATUS}
 * @param subStatus the sub-status of the response, for {@link Kind#STATUS}
 * @param duration the retry-after of {@link Kind#STATUS}, or zero; the maximum duration of {@link
 *     Kind#STALL}
 */
public record Fault(Kind kind, int status, int subStatus, Duration duration) {

  /** Kinds of failure. */
  public enum Kind {
    /** Responds with a status; nothing is applied. */
    STATUS,
    /**
     * Delays the request until it is released, then serves it. Cuts the connection at the time
     * limit.
     */
    STALL,
    /** Cuts the connection; nothing is applied. */
    CUT,
    /** Applies the request, then cuts the connection. */
    LOSE_ANSWER
  }

  /** 429 with {@code x-ms-retry-after-ms}, in milliseconds; sub-status 3200. */
  public static Fault throttled(Duration retryAfter) {
    return new Fault(Kind.STATUS, 429, 3200, retryAfter);
  }

  /** 449: a concurrent write; the SDK retries automatically. */
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

  /** Any status; nothing is applied. */
  public static Fault status(int status) {
    return new Fault(Kind.STATUS, status, 0, Duration.ZERO);
  }

  /** 403 with sub-status 1014: the partition key has reached its maximum size. */
  public static Fault partitionFull() {
    return new Fault(Kind.STATUS, 403, CosmosError.PARTITION_FULL, Duration.ZERO);
  }

  /**
   * No response until {@link ServerFaults#release()}; after {@code atMost} the connection is cut.
   */
  public static Fault stall(Duration atMost) {
    return new Fault(Kind.STALL, 0, 0, atMost);
  }

  /** The connection is cut; nothing is applied. */
  public static Fault cut() {
    return new Fault(Kind.CUT, 0, 0, Duration.ZERO);
  }

  /** The write is applied; its response is lost. */
  public static Fault loseAnswer() {
    return new Fault(Kind.LOSE_ANSWER, 0, 0, Duration.ZERO);
  }

  CosmosError asError() {
    return new CosmosError(status, subStatus, "injected fault");
  }
}
