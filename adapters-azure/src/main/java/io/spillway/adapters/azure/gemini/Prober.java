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
 * Asks Gemini about a harmless text in the background, to tell whose fault it is when another text
 * has no good answer: its own, or Gemini's. One probe at a time, and none within {@link #FRESH} of
 * the last one, however many ask. Thread-safe.
 */
final class Prober {

  /** A text that nobody could object to. */
  static final String TEXT = "good evening everyone";

  /** Time for which a verdict holds. */
  static final Duration FRESH = Duration.ofSeconds(1);

  /** Gemini's response to the harmless text. */
  enum Verdict {
    /** It scores it. */
    ANSWERS,
    /** It says something else, or refuses the request. */
    ODD,
    /** It does not answer, twice in a row. */
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

  /** The verdict of now: a fresh one, or the one that is to come of a probe under way. */
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

  /** The verdict of the last probe that has ended. */
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
      // Once may be chance, and then as many slow texts as are under way would count.
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

  /** With fewer options each time that the request is refused. */
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
