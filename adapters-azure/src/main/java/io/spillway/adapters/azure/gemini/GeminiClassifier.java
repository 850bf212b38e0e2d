package io.spillway.adapters.azure.gemini;

import static java.util.Objects.requireNonNull;

import com.google.genai.types.GenerateContentResponse;
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
 * Classifier that asks Gemini for scores.
 *
 * <p>It is told the text and nothing else. Google's own safety filters are off, so that toxic text
 * can be scored at all; what Google refuses all the same is {@link Classification.ProviderBlocked}.
 * Answers are read towards withholding; one that cannot be read in full is asked for once more
 * within the budget, and is {@link Classification.Unreadable} after that.
 *
 * <p>An outage (429, 5xx, a timeout, a lost connection) is tried again while the budget of {@link
 * GeminiSettings} lasts, after the time that Gemini asks for, or not at all when that is longer.
 * When half of the latest {@value Resilience#WINDOW} tries failed, and a harmless text as well,
 * calls fail at once ({@code classifier.breaker-open}) for 10 seconds; then {@value
 * Resilience#PROBES} tries decide. {@link #reclassify} has five times as much time, and no breaker.
 *
 * <p>A request that the model refuses for an option (thinking, a safety setting) is sent without it
 * from then on; health and one line in the log name it. A wrong key, model or endpoint is {@code
 * classifier.rejected}, and is logged as an error once, until it works again.
 *
 * <p>The client is built on the first call, whose budget begins when that is done, or before it by
 * {@link #prepare}.
 */
public final class GeminiClassifier implements ContentClassifier {

  private static final Health UNTRIED =
      new Health("gemini", Health.State.UP, "breaker CLOSED; last answer never; last failure none");

  private static final String REHEARSED =
      """
      {"candidates":[{"content":{"role":"model","parts":[{"text":"{\\"scores\\":[]}"}]},
        "finishReason":"STOP"}]}
      """;

  /** Factor of the timeout for a text that no caller waits for. */
  private static final int PATIENCE = 5;

  private static final Duration MOST_PATIENCE = Duration.ofSeconds(30);

  private final GeminiSettings settings;
  private final InstantSource clock;
  private final Executor background;
  private final LastOutcome pulse;
  private final AtomicBoolean isPreparing = new AtomicBoolean();
  private volatile @Nullable Connection connection;

  /** What is built on the first call, since it loads the SDK. */
  private record Connection(Prompt prompt, GeminiInquiry inquiry) {}

  /**
   * A classifier with these settings.
   *
   * @param settings which model, with which key and how much time
   * @param clock for the breaker's pause and for {@link #health}; timeouts are real
   */
  public GeminiClassifier(GeminiSettings settings, InstantSource clock) {
    this(settings, clock, GeminiClassifier::inBackground);
  }

  /** With an executor of probes of one's own. */
  GeminiClassifier(GeminiSettings settings, InstantSource clock, Executor background) {
    this.settings = requireNonNull(settings, "settings");
    this.clock = requireNonNull(clock, "clock");
    this.background = background;
    pulse = new LastOutcome(clock);
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

  /** Builds the client in the background, while whoever asks has other things to wait for. */
  @Override
  public void prepare() {
    // Once: before the client is there, every message that comes in asks for it.
    if (connection == null && isPreparing.compareAndSet(false, true)) {
      run("gemini-connect", () -> rehearse(connection()));
    }
  }

  @Override
  public Health health() {
    Connection made = connection;
    return made == null
        ? UNTRIED
        : pulse.health(made.inquiry().resilience().state(), made.inquiry().options().note());
  }

  private static void inBackground(Runnable task) {
    run("gemini-probe", task);
  }

  private static void run(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Writes a request and reads an answer without sending anything: that loads most of the SDK. */
  private static void rehearse(Connection gemini) {
    var unused = gemini.prompt().config(Duration.ofSeconds(1), RequestOption.ALL).toJson();
    AnswerReader.read(GenerateContentResponse.fromJson(REHEARSED));
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
    return new Connection(prompt, new GeminiInquiry(calls, options, prober, resilience, pulse));
  }
}
