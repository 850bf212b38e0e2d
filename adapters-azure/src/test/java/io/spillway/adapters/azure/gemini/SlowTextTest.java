package io.spillway.adapters.azure.gemini;

import static io.spillway.adapters.azure.gemini.GeminiReplies.CLEAN;
import static io.spillway.adapters.azure.gemini.GeminiReplies.fails;
import static io.spillway.adapters.azure.gemini.GeminiReplies.oneTry;
import static io.spillway.adapters.azure.gemini.GeminiReplies.says;
import static io.spillway.adapters.azure.gemini.GeminiReplies.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.adapters.azure.ScriptedServer;
import io.spillway.adapters.azure.ScriptedServer.Reply;
import io.spillway.adapters.azure.ScriptedServer.Request;
import io.spillway.ports.Failure;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.Classification.Scored;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slow texts in real time, and their reclassification. */
class SlowTextTest {

  private static final Reply DOWN = fails(503, "UNAVAILABLE");

  private Function<Request, Reply> gemini = request -> says(CLEAN);
  private final ScriptedServer server = ScriptedServer.startWith(r -> gemini.apply(r));
  private final SettableClock clock = new SettableClock();
  private final ContentClassifier classifier =
      new GeminiClassifier(oneTry(server.uri()), clock, Runnable::run);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sixteen_concurrent_slow_texts_do_not_prevent_the_classification_of_others() {
    gemini = request -> isAttack(request) ? ScriptedServer.stall() : hate();
    Duration timeout = Duration.ofSeconds(2);
    ContentClassifier real =
        new GeminiClassifier(settings(server.uri(), timeout, timeout, 1), clock);
    real.reclassify("a first one, which loads the SDK");

    assertThat(Concurrently.call(i -> Failures.of(() -> real.classify("zzattack")).code()))
        .containsOnly("classifier.timeout");

    for (int i = 0; i < 20; i++) {
      assertThat(isHate(real.classify("another text"))).isTrue();
    }
    assertThat(real.health().detail()).contains("breaker CLOSED");
  }

  @Test
  void reclassification_does_not_open_the_breaker() {
    gemini = request -> DOWN;
    for (int i = 0; i < 3 * Resilience.LEAST_TRIES; i++) {
      Failures.of(() -> classifier.reclassify("hello"));
    }

    assertThat(failure().code()).isEqualTo("classifier.unavailable");
    assertThat(classifier.health().detail()).contains("breaker CLOSED");
  }

  @Test
  void reclassification_ignores_an_open_breaker() {
    gemini = request -> DOWN;
    for (int i = 0; i < Resilience.LEAST_TRIES; i++) {
      failure();
    }
    gemini = request -> says(CLEAN);

    assertThat(classifier.reclassify("hello")).isInstanceOf(Scored.class);
    assertThat(failure().code()).isEqualTo("classifier.breaker-open");
  }

  @Test
  void reclassification_of_a_slow_text_succeeds() {
    gemini = request -> ScriptedServer.slow(Duration.ofSeconds(1), hate());
    Duration timeout = Duration.ofMillis(700);
    ContentClassifier hurried =
        new GeminiClassifier(settings(server.uri(), timeout, timeout, 1), clock);

    assertThat(Failures.of(() -> hurried.classify("slow")).code()).isEqualTo("classifier.timeout");
    assertThat(isHate(hurried.reclassify("slow"))).isTrue();
  }

  private Failure failure() {
    return Failures.of(() -> classifier.classify("hello"));
  }

  private static boolean isAttack(Request request) {
    return request.body().contains("zzattack");
  }

  private static Reply hate() {
    return says("{\"scores\":[{\"category\":\"hate\",\"score\":0.97}]}");
  }

  private static boolean isHate(Classification answer) {
    return answer instanceof Scored scored && scored.scores().of(Category.HATE) == 0.97;
  }
}
