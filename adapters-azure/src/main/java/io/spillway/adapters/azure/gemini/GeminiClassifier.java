package io.spillway.adapters.azure.gemini;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Health;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Provenance;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Classifier backed by Gemini.
 *
 * <p>Requests contain only the text. Google's safety filters are off, so that toxic text can be
 * scored; a text that Google still refuses is {@link Classification.ProviderBlocked}. Responses are
 * interpreted strictly; a malformed response is requested once more within the budget and is {@link
 * Classification.Unreadable} after that.
 *
 * <p>After an outage (429, 5xx, a timeout, a lost connection), calls are retried within the budget
 * of {@link GeminiSettings}, after the delay that Gemini requests; not at all if the delay exceeds
 * the budget. A circuit breaker opens for 10 seconds when half of the latest {@value
 * Resilience#WINDOW} attempts and a harmless text have failed: calls then fail immediately ({@code
 * classifier.breaker-open}). Afterwards, {@value Resilience#PROBES} attempts decide whether it
 * closes. {@link #reclassify} has five times as much time and no breaker.
 *
 * <p>If the model rejects an option (thinking, a safety setting), later requests omit it; health
 * and one log line name it. A wrong key, model or endpoint is {@code classifier.rejected} and is
 * logged as an error once, until a call succeeds.
 *
 * <p>The client is created by the first call, whose budget starts afterwards, or earlier by {@link
 * #prepare}.
 */
public final class GeminiClassifier implements ContentClassifier {

  private static final Health UNTRIED =
      new Health("gemini", Health.State.UP, "breaker CLOSED; no successful call yet; no failure");

  private static final String REHEARSED =
      """
      {"candidates":[{"content":{"role":"model","parts":[{"text":"{\\"scores\\":[]}"}]},
        "finishReason":"STOP"}]}
      """;

  /** Factor of the timeout of {@link #reclassify}. */
  private static final int PATIENCE = 5;

  private static final Duration MOST_PATIENCE = Duration.ofSeconds(30);

  private final GeminiSettings settings;
  private final InstantSource clock;
  private final Executor background;
  private final LastOutcome lastOutcome;
  private final AtomicBoolean isPreparing = new AtomicBoolean();
  private volatile @Nullable Connection connection;

  /** Objects created by the first call, because they load the SDK. */
  private record Connection(Prompt prompt, GeminiInquiry inquiry) {}

  /**
   * Creates a classifier.
   *
   * @param settings the model, the key and the timeouts
   * @param clock the clock of the breaker and of {@link #health}; timeouts use real time
   */
  public GeminiClassifier(GeminiSettings settings, InstantSource clock) {
    this(settings, clock, GeminiClassifier::inBackground);
  }

  /** Creates a classifier with an executor for probes. */
  GeminiClassifier(GeminiSettings settings, InstantSource clock, Executor background) {
    this.settings = requireNonNull(settings, "settings");
    this.clock = requireNonNull(clock, "clock");
    this.background = background;
    lastOutcome = new LastOutcome(clock);
  }

  @Override
  public Classification classify(String text) {
    return classify(text, (gemini, t) -> gemini.ask(t, settings.timeout(), settings.budget()));
  }

  @Override
  public Classification reclassify(String text) {
    Duration timeout = patient(settings.timeout());
    return classify(text, (gemini, t) -> gemini.askPatiently(t, timeout, timeout));
  }

  private Classification classify(
      String text, BiFunction<GeminiInquiry, String, GeminiInquiry.Outcome> way) {
    if (text.isEmpty() || text.length() > MAX_TEXT_LENGTH) {
      throw new IllegalArgumentException(
          "text must have 1 to %d characters: %d".formatted(MAX_TEXT_LENGTH, text.length()));
    }
    GeminiInquiry gemini = connection().inquiry();
    long start = System.nanoTime();
    GeminiInquiry.Outcome outcome = way.apply(gemini, text);
    Provenance provenance =
        new Provenance(
            "gemini",
            settings.model(),
            Prompt.VERSION,
            Duration.ofNanos(System.nanoTime() - start));
    if (outcome.answer() instanceof GeminiAnswer.Blocked blocked) {
      return new Classification.ProviderBlocked(blocked.reason(), provenance);
    }
    return outcome.answer() instanceof GeminiAnswer.Scored scored
        ? new Classification.Scored(scored.scores(), provenance)
        : new Classification.Unreadable(
            ((GeminiAnswer.Unreadable) outcome.answer()).scores(),
            outcome.isTextAtFault(),
            provenance);
  }

  private static Duration patient(Duration timeout) {
    Duration longer = timeout.multipliedBy(PATIENCE);
    return longer.compareTo(MOST_PATIENCE) < 0 ? longer : MOST_PATIENCE;
  }

  /** Creates the client in the background. */
  @Override
  public void prepare() {
    // Once only: until the client exists, every message calls this.
    if (connection == null && isPreparing.compareAndSet(false, true)) {
      run("gemini-connect", () -> rehearse(connection()));
    }
  }

  @Override
  public Health health() {
    Connection made = connection;
    return made == null
        ? UNTRIED
        : lastOutcome.health(made.inquiry().resilience().state(), made.inquiry().options().note());
  }

  private static void inBackground(Runnable task) {
    run("gemini-probe", task);
  }

  private static void run(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Serializes a request and parses a response without sending anything, which loads their classes.
   */
  private static void rehearse(Connection gemini) {
    String unusedRequest = gemini.prompt().request("hello", RequestOption.ALL);
    var unusedAnswer = AnswerReader.read(REHEARSED);
  }

  private synchronized Connection connection() {
    Connection made = connection;
    if (made == null) {
      made = connect();
      connection = made;
    }
    return made;
  }

  private Connection connect() {
    Prompt prompt = new Prompt(settings);
    GeminiCalls calls = new GeminiCalls(GeminiClient.of(settings), settings.model(), prompt);
    AcceptedOptions options = new AcceptedOptions(settings.model(), prompt.options());
    Prober prober = new Prober(calls, options, settings.timeout(), clock, background);
    Resilience resilience = new Resilience(settings.maxTries(), prober, clock);
    return new Connection(
        prompt, new GeminiInquiry(calls, options, prober, resilience, lastOutcome));
  }
}
