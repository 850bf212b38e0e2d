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
 * Asks about a text until there is something to go by: an answer that cannot be read is asked for
 * once more, a request that is refused is sent without the option that is, and what is left is told
 * to be the text's fault or Gemini's by a probe.
 */
record GeminiInquiry(
    GeminiCalls calls,
    AcceptedOptions options,
    Prober prober,
    Resilience resilience,
    LastOutcome pulse) {

  /**
   * The final result for a text.
   *
   * @param isTextAtFault of an answer that is unreadable, whether others are not
   */
  record Outcome(GeminiAnswer answer, boolean isTextAtFault) {}

  /** Asks while somebody waits: in the budget, and not while Gemini is known to be down. */
  Outcome ask(String text, Duration timeout, Duration budget) {
    Deadline deadline = Deadline.in(budget);
    return settled(
        deadline, () -> resilience.call(deadline, () -> accepted(text, timeout, deadline)));
  }

  /** Asks while nobody waits. The breaker is neither asked nor told. */
  Outcome askPatiently(String text, Duration timeout, Duration budget) {
    Deadline deadline = Deadline.in(budget);
    return settled(deadline, () -> accepted(text, timeout, deadline));
  }

  private Outcome settled(Deadline deadline, Supplier<GeminiAnswer> call) {
    Set<RequestOption> sent = options.inUse();
    try {
      return readable(deadline, call);
    } catch (RefusedRequest e) {
      return refused(e, sent, deadline, call);
    } catch (PortException e) {
      // An open breaker is no news of Gemini.
      if (!e.failure().code().equals(GeminiFailures.BREAKER_OPEN)) {
        pulse.failed(e.failure());
      }
      throw e;
    }
  }

  /** Asks again when an option was at fault after all, which the probe has found out meanwhile. */
  private Outcome refused(
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
      throw failed(e.failure());
    } catch (PortException e) {
      pulse.failed(e.failure());
      throw e;
    }
    if (verdict == Verdict.ANSWERS) {
      return new Outcome(new GeminiAnswer.Unreadable(Scores.NONE), true);
    }
    throw failed(first.failure());
  }

  private PortException failed(Failure failure) {
    pulse.failed(failure);
    return new PortException(failure);
  }

  private Outcome readable(Deadline deadline, Supplier<GeminiAnswer> call) {
    GeminiAnswer first = call.get();
    if (!(first instanceof GeminiAnswer.Unreadable unread)) {
      pulse.answered();
      return new Outcome(first, false);
    }
    CompletableFuture<Verdict> others = prober.verdict();
    GeminiAnswer both = deadline.hasRoom() ? onceMore(unread.scores(), call) : first;
    if (!(both instanceof GeminiAnswer.Unreadable)) {
      pulse.answered();
      return new Outcome(both, false);
    }
    boolean isTextAtFault = verdict(others, deadline, Verdict.ANSWERS) == Verdict.ANSWERS;
    if (!isTextAtFault) {
      pulse.failed(GeminiFailures.unreadable());
    }
    return new Outcome(both, isTextAtFault);
  }

  /** The second answer, its scores no lower than the readable ones of the first. */
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

  /** One request, or two when the model may not know an option and has not accepted it before. */
  private GeminiAnswer accepted(String text, Duration timeout, Deadline deadline) {
    Set<RequestOption> sent = options.inUse();
    try {
      GeminiAnswer answer = calls.ask(text, deadline.atMost(timeout), sent);
      options.proves(sent);
      return answer;
    } catch (RefusedRequest e) {
      // The probe finds out whether it is the option or the text, and remembers it.
      var unused = prober.verdict();
      RequestOption refused = e.option();
      if (refused == null || options.isProven() || !deadline.hasRoom()) {
        throw e;
      }
      return calls.ask(text, deadline.atMost(timeout), RequestOption.without(refused, sent));
    }
  }

  /**
   * The verdict, if there is one in time, and otherwise the last one.
   *
   * @param otherwise when there was never one
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
