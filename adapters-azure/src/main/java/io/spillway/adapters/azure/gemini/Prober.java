package io.spillway.adapters.azure.gemini;

import io.spillway.ports.PortException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Probes Gemini with a harmless text in the background, to determine whether a failure is caused by
 * another text or by Gemini. At most one probe at a time, and at most one per {@link #FRESH}.
 * Thread-safe.
 */
final class Prober {

  /** The harmless text. */
  static final String TEXT = "good evening everyone";

  /** Period for which a verdict is valid. */
  static final Duration FRESH = Duration.ofSeconds(1);

  /** Gemini's response to the harmless text. */
  enum Verdict {
    /** Gemini scores the text. */
    ANSWERS,
    /** Gemini returns something else or rejects the request. */
    ODD,
    /** Gemini does not respond, twice in a row. */
    OUT
  }

  private final GeminiCalls calls;
  private final AcceptedOptions options;
  private final Duration timeout;
  private final InstantSource clock;
  private final Executor background;

  private CompletableFuture<Verdict> latest = new CompletableFuture<>();
  private boolean isRunning;
  private @Nullable Instant doneAt;
  private @Nullable Verdict last;

  Prober(
      GeminiCalls calls,
      AcceptedOptions options,
      Duration timeout,
      InstantSource clock,
      Executor background) {
    this.calls = calls;
    this.options = options;
    this.timeout = timeout;
    this.clock = clock;
    this.background = background;
  }

  /** Returns a valid verdict, or that of the running or a new probe. */
  CompletableFuture<Verdict> verdict() {
    CompletableFuture<Verdict> begun;
    synchronized (this) {
      if (isRunning || isFresh()) {
        return latest;
      }
      isRunning = true;
      begun = new CompletableFuture<>();
      latest = begun;
    }
    background.execute(() -> run(begun));
    return begun;
  }

  /** Returns the verdict of the last finished probe. */
  synchronized Optional<Verdict> last() {
    return Optional.ofNullable(last);
  }

  private boolean isFresh() {
    Instant now = clock.instant();
    return doneAt != null && !now.isBefore(doneAt) && now.isBefore(doneAt.plus(FRESH));
  }

  private void run(CompletableFuture<Verdict> begun) {
    Verdict verdict = Verdict.ODD;
    try {
      verdict = probe();
      // A single failure may be accidental; otherwise all slow texts in progress would count as
      // outages.
      verdict = verdict == Verdict.OUT ? probe() : verdict;
    } finally {
      synchronized (this) {
        isRunning = false;
        doneAt = clock.instant();
        last = verdict;
      }
      begun.complete(verdict);
    }
  }

  /** Omits one more option after each rejection. */
  private Verdict probe() {
    Set<RequestOption> accepted = options.inUse();
    while (true) {
      try {
        GeminiAnswer answer = calls.ask(TEXT, timeout, accepted);
        options.keepOnly(accepted);
        return answer instanceof GeminiAnswer.Scored ? Verdict.ANSWERS : Verdict.ODD;
      } catch (RefusedRequest e) {
        RequestOption refused = e.option();
        if (refused == null) {
          return Verdict.ODD;
        }
        accepted = RequestOption.without(refused, accepted);
      } catch (PortException e) {
        return GeminiFailures.isOutage(e) ? Verdict.OUT : Verdict.ODD;
      }
    }
  }
}
