package io.spillway.adapters.azure.gemini;

import io.spillway.adapters.azure.gemini.Prober.Verdict;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.moderation.Scores;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Requests the scores of a text with recovery: repeats the request after an unreadable response,
 * omits rejected options, and determines by a probe whether the text or Gemini causes a remaining
 * error.
 */
record GeminiInquiry(
    GeminiCalls calls,
    AcceptedOptions options,
    Prober prober,
    Resilience resilience,
    LastOutcome lastOutcome) {

  /**
   * The final result for a text.
   *
   * @param isTextAtFault for an unreadable response: whether the text is the cause
   */
  record Outcome(GeminiAnswer answer, boolean isTextAtFault) {}

  /** Requests scores for a waiting caller: within the budget, and not while the breaker is open. */
  Outcome ask(String text, Duration timeout, Duration budget) {
    Deadline deadline = Deadline.in(budget);
    return settle(deadline, () -> resilience.call(deadline, () -> send(text, timeout, deadline)));
  }

  /** Requests scores in the background. Bypasses the breaker. */
  Outcome askPatiently(String text, Duration timeout, Duration budget) {
    Deadline deadline = Deadline.in(budget);
    return settle(deadline, () -> send(text, timeout, deadline));
  }

  private Outcome settle(Deadline deadline, Supplier<GeminiAnswer> call) {
    Set<RequestOption> sent = options.inUse();
    try {
      return readable(deadline, call);
    } catch (RefusedRequest e) {
      return handleRejection(e, sent, deadline, call);
    } catch (PortException e) {
      // An open breaker is not an outcome of a call.
      if (!e.failure().code().equals(GeminiFailures.BREAKER_OPEN)) {
        lastOutcome.recordFailure(e.failure());
      }
      throw e;
    }
  }

  /** Repeats the request if the probe has found that an option is the cause. */
  private Outcome handleRejection(
      RefusedRequest first,
      Set<RequestOption> sent,
      Deadline deadline,
      Supplier<GeminiAnswer> call) {
    Verdict verdict = verdict(prober.verdict(), deadline, Verdict.ODD);
    try {
      if (!sent.equals(options.inUse())) {
        return readable(deadline, call);
      }
    } catch (RefusedRequest e) {
      throw recordAndCreate(e.failure());
    } catch (PortException e) {
      lastOutcome.recordFailure(e.failure());
      throw e;
    }
    if (verdict == Verdict.ANSWERS) {
      return new Outcome(new GeminiAnswer.Unreadable(Scores.NONE), true);
    }
    throw recordAndCreate(first.failure());
  }

  private PortException recordAndCreate(Failure failure) {
    lastOutcome.recordFailure(failure);
    return new PortException(failure);
  }

  private Outcome readable(Deadline deadline, Supplier<GeminiAnswer> call) {
    GeminiAnswer first = call.get();
    if (!(first instanceof GeminiAnswer.Unreadable unread)) {
      lastOutcome.recordSuccess();
      return new Outcome(first, false);
    }
    CompletableFuture<Verdict> others = prober.verdict();
    GeminiAnswer both = deadline.hasRoom() ? onceMore(unread.scores(), call) : first;
    if (!(both instanceof GeminiAnswer.Unreadable)) {
      lastOutcome.recordSuccess();
      return new Outcome(both, false);
    }
    boolean isTextAtFault = verdict(others, deadline, Verdict.ANSWERS) == Verdict.ANSWERS;
    if (!isTextAtFault) {
      lastOutcome.recordFailure(GeminiFailures.unreadable());
    }
    return new Outcome(both, isTextAtFault);
  }

  /** Combines the second response with the readable scores of the first, taking the higher ones. */
  private static GeminiAnswer onceMore(Scores before, Supplier<GeminiAnswer> call) {
    try {
      GeminiAnswer second = call.get();
      if (second instanceof GeminiAnswer.Scored scored) {
        return new GeminiAnswer.Scored(scored.scores().raisedBy(before));
      }
      return second instanceof GeminiAnswer.Unreadable unread
          ? new GeminiAnswer.Unreadable(unread.scores().raisedBy(before))
          : second;
    } catch (PortException | RefusedRequest e) {
      return new GeminiAnswer.Unreadable(before);
    }
  }

  /**
   * Sends one request, or two if the model may not support an option that it has not accepted
   * before.
   */
  private GeminiAnswer send(String text, Duration timeout, Deadline deadline) {
    Set<RequestOption> sent = options.inUse();
    try {
      GeminiAnswer answer = calls.ask(text, deadline.atMost(timeout), sent);
      options.proves(sent);
      return answer;
    } catch (RefusedRequest e) {
      // The probe determines whether the option or the text is the cause, and records it.
      var unused = prober.verdict();
      RequestOption refused = e.option();
      if (refused == null || options.isProven() || !deadline.hasRoom()) {
        throw e;
      }
      return calls.ask(text, deadline.atMost(timeout), RequestOption.without(refused, sent));
    }
  }

  /**
   * Returns the probe's verdict, or the previous one after a timeout.
   *
   * @param otherwise the verdict if there is no previous one
   */
  private Verdict verdict(CompletableFuture<Verdict> coming, Deadline deadline, Verdict otherwise) {
    try {
      return coming.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return prober.last().orElse(otherwise);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return prober.last().orElse(otherwise);
    }
  }
}
