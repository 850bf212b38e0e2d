package io.spillway.functions.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.TestKeys;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WrongKeysTest {

  private static final int MOST = 100;

  private final Service service = new Service(Callers.onOneMachine(TestKeys.ACCESS));

  private Reply guess(int number) {
    Map<String, String> headers = Map.of("x-spillway-key", "guess-" + number + "-".repeat(32));
    return service.call(HttpMethod.GET, "/violations", headers, null);
  }

  private Reply moderator() {
    return service.call(HttpMethod.GET, "/violations", TestKeys.headers(Role.MODERATOR), null);
  }

  @Test
  void beyond_a_hundred_a_minute_invalid_keys_are_429_and_valid_ones_pass() {
    for (int i = 0; i < MOST; i++) {
      guess(i).isProblem(401, "unauthenticated");
    }
    for (int i = 0; i < 1_000; i++) {
      guess(i).isProblem(429, "too-many-wrong-keys");
    }
    assertThat(guess(0).header("Retry-After")).isEqualTo("60");
    moderator().is(200);
    service.get("/session").is(200);
    service.get("/violations").isProblem(401, "unauthenticated");
  }

  @Test
  void every_way_to_try_a_key_is_counted() {
    Map<String, String> wrong = Map.of("Authorization", "Bearer " + "w".repeat(32));
    for (int i = 0; i < MOST; i += 2) {
      service.call(HttpMethod.GET, "/session", wrong, null).is(200);
      service.call(HttpMethod.GET, "/health", wrong, null).is(200);
    }
    guess(1).isProblem(429, "too-many-wrong-keys");
    service.call(HttpMethod.GET, "/session", wrong, null).is(429);
    service.call(HttpMethod.GET, "/health", wrong, null).is(429);
    service.get("/health").is(200);
  }

  @Test
  void the_window_resets_each_minute_and_logs_once_without_a_key() {
    for (int minute = 1; minute <= 2; minute++) {
      for (int i = 0; i < 2 * MOST; i++) {
        guess(i);
      }
      assertThat(service.context.logged()).hasSize(minute);
      service.clock.advance(Duration.ofMinutes(1));
      guess(1).isProblem(401, "unauthenticated");
    }
    assertThat(service.context.logged())
        .allMatch(line -> line.contains("\"outcome\":\"wrong_keys\"") && !line.contains("guess"));
  }
}
