package io.spillway.benchmarks;

import com.google.genai.Client;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import io.spillway.adapters.azure.gemini.GeminiClassifier;
import io.spillway.adapters.azure.gemini.GeminiSettings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;

/**
 * Classification by a local fake of Gemini that responds immediately: by Spillway's classifier with
 * prompt, schema, budget, breaker and validation, and by Google's client alone with a prompt of one
 * line.
 */
@Fork(1)
@Warmup(iterations = 12, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 24, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ClassifierBenchmark {

  private static final String TEXT = "what a save, that was the best round of the whole evening!";

  private final Turns turns = new Turns(2);
  private boolean isSpillwaysTurn;
  private final LoopbackGemini gemini = LoopbackGemini.start();
  private final GeminiClassifier classifier =
      new GeminiClassifier(settings(gemini.url()), InstantSource.system());
  private final Client client =
      Client.builder()
          .apiKey("benchmark")
          .vertexAI(false)
          .httpOptions(HttpOptions.builder().baseUrl(gemini.url().toString()).build())
          .build();

  @Setup(Level.Iteration)
  public void takeTurns(IterationParams iteration) {
    isSpillwaysTurn = turns.next(iteration) == 0;
  }

  @TearDown(Level.Trial)
  public void stop() {
    client.close();
    gemini.close();
  }

  /** Calls Spillway's classifier, or the SDK alone. */
  @Benchmark
  public Object inTurns() {
    return isSpillwaysTurn ? classifier.classify(TEXT) : sdkAlone();
  }

  private String sdkAlone() {
    return Objects.requireNonNull(
        client
            .models
            .generateContent(
                GeminiSettings.DEFAULT_MODEL,
                "Is this message toxic? " + TEXT,
                GenerateContentConfig.builder().responseMimeType("application/json").build())
            .text());
  }

  private static GeminiSettings settings(URI endpoint) {
    Duration patience = Duration.ofSeconds(10);
    return new GeminiSettings(
        "benchmark",
        GeminiSettings.DEFAULT_MODEL,
        GeminiSettings.Thinking.LEAST,
        endpoint,
        patience,
        patience,
        1);
  }
}
