package io.spillway.adapters.azure.gemini;

import static java.util.Objects.requireNonNull;

import com.google.genai.Client;
import com.google.genai.types.GenerateContentResponse;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Provenance;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Gemini scores the text.
 *
 * <p>It is told the text and nothing else. Google's own safety filters are off, so that toxic text
 * can be scored at all; what Google refuses all the same is {@link Classification.ProviderBlocked}.
 * An answer that breaks the schema is {@code classifier.bad-answer}, and is not asked for again.
 *
 * <p>An outage (429, 5xx, a timeout, a lost connection) is tried again while the budget of {@link
 * GeminiSettings} lasts, after the time that Gemini asks for, or not at all when that is longer.
 * When half of the latest {@value Resilience#WINDOW} tries failed, calls fail at once ({@code
 * classifier.breaker-open}) for 10 seconds; then {@value Resilience#PROBES} probes decide. A wrong
 * key, model or endpoint is {@code classifier.rejected}, and is logged as an error once, until it
 * works again.
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

  private final GeminiSettings settings;
  private final InstantSource clock;
  private final Pulse pulse;
  private final AtomicBoolean isPreparing = new AtomicBoolean();
  private volatile @Nullable Connection connection;

  /** What is built on the first call, since it loads the SDK. */
  private record Connection(Client client, Prompt prompt, Resilience resilience) {}

  /**
   * A classifier with these settings.
   *
   * @param settings which model, with which key and how much time
   * @param clock for the breaker's pause and for {@link #health}; timeouts are real
   */
  public GeminiClassifier(GeminiSettings settings, InstantSource clock) {
    this.settings = requireNonNull(settings, "settings");
    this.clock = requireNonNull(clock, "clock");
    pulse = new Pulse(clock);
  }

  @Override
  public Classification classify(String text) {
    if (text.isEmpty() || text.length() > MAX_TEXT_LENGTH) {
      throw new IllegalArgumentException(
          "text must have 1 to %d characters: %d".formatted(MAX_TEXT_LENGTH, text.length()));
    }
    Connection gemini = connection();
    long start = System.nanoTime();
    Answer answer = gemini.resilience().call(left -> ask(gemini, text, left));
    Provenance provenance =
        new Provenance(
            "gemini",
            settings.model(),
            Prompt.VERSION,
            Duration.ofNanos(System.nanoTime() - start));
    if (answer instanceof Answer.Blocked blocked) {
      return new Classification.ProviderBlocked(blocked.reason(), provenance);
    }
    return new Classification.Scored(((Answer.Scored) answer).scores(), provenance);
  }

  /** Builds the client in the background, while whoever asks has other things to wait for. */
  @Override
  public void prepare() {
    // Once: before the client is there, every message that comes in asks for it.
    if (connection == null && isPreparing.compareAndSet(false, true)) {
      Thread thread = new Thread(() -> rehearse(connection()), "gemini-connect");
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public Health health() {
    Connection made = connection;
    return made == null ? UNTRIED : pulse.health(made.resilience().state());
  }

  private Answer ask(Connection gemini, String text, Duration left) {
    Duration timeout = left.compareTo(settings.timeout()) < 0 ? left : settings.timeout();
    try {
      Answer answer =
          AnswerReader.read(
              gemini
                  .client()
                  .models
                  .generateContent(
                      settings.model(),
                      gemini.prompt().about(text),
                      gemini.prompt().config(timeout)));
      pulse.answered();
      return answer;
    } catch (RuntimeException e) {
      PortException failed = GeminiFailures.of(e);
      pulse.failed(failed.failure());
      throw failed;
    }
  }

  /** Writes a request and reads an answer without sending anything: that loads most of the SDK. */
  private static void rehearse(Connection gemini) {
    var unused = gemini.prompt().config(Duration.ofSeconds(1)).toJson();
    AnswerReader.read(GenerateContentResponse.fromJson(REHEARSED));
  }

  private synchronized Connection connection() {
    Connection made = connection;
    if (made == null) {
      made =
          new Connection(
              GeminiClient.of(settings), new Prompt(settings), new Resilience(settings, clock));
      connection = made;
    }
    return made;
  }
}
