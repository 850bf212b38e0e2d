package io.spillway.core.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.Policy;
import io.spillway.RateExceededException;
import io.spillway.RateLimitKind;
import io.spillway.RateLimits;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.RateLimit;
import io.spillway.ports.policy.StreamRepeats;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorRateLimiterTest {

  private static final Policy STANDARD = Policy.standard();
  private static final RateLimit OFF = new RateLimit(0, 1);

  private final SettableClock clock = new SettableClock();
  private final AuthorRateLimiter rates = new AuthorRateLimiter(clock);
  private final AtomicInteger ids = new AtomicInteger();

  @Test
  void twenty_messages_in_ten_seconds_pass_and_one_more_waits_for_the_first_to_age() {
    for (int i = 0; i < 20; i++) {
      say("text " + i);
      clock.advance(Duration.ofMillis(100));
    }

    RateExceededException refused = refusal("one more");

    assertThat(refused.rule()).isEqualTo(RateLimitKind.MESSAGES);
    assertThat(refused.limit()).isEqualTo(new RateLimit(20, 10));
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(8));
    assertThat(refused).hasMessage("over the limit of 20 messages in 10 s, retry after 8 s");
    clock.advance(refused.retryAfter().minusNanos(1));
    refusal("one more");
    clock.advance(Duration.ofNanos(1));
    say("one more");
    refusal("and another");
  }

  @Test
  void a_refused_message_does_not_count() {
    for (int i = 0; i < 20; i++) {
      say("text " + i);
    }
    for (int i = 0; i < 100; i++) {
      refusal("text");
    }
    clock.advance(Duration.ofSeconds(10));

    say("text");
  }

  @Test
  void authors_and_streams_are_counted_apart() {
    for (int i = 0; i < 20; i++) {
      say("text " + i);
    }

    rates.admit(STANDARD, "s-1", "bob", "m", "hello");
    rates.admit(STANDARD, "s-2", "ada", "m", "hello");
    refusal("hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Hello, all!", "hello all", "HELLO   ALL", "h\u200bello all", "héllo all"})
  void the_same_text_passes_three_times_in_thirty_seconds_however_it_is_written(String again) {
    say("Hello, all!");
    say("hello all");
    say("hello, ALL");

    assertThat(refusal(again).rule()).isEqualTo(RateLimitKind.REPEATS);
    say("hello all of you");
    clock.advance(Duration.ofSeconds(30));
    say(again);
  }

  @Test
  void texts_of_different_emoji_are_not_repeats() {
    List.of("😀", "😀", "😀", "🎉", "🎉", "!!!").forEach(this::say);

    assertThat(refusal("😀").rule()).isEqualTo(RateLimitKind.REPEATS);
    say("🎉");
  }

  @Test
  void texts_without_a_link_do_not_count_against_links() {
    for (int i = 0; i < 10; i++) {
      say("text " + i);
    }

    say("look at spam.example.com");
  }

  @Test
  void links_are_limited_and_other_texts_are_not() {
    for (int i = 0; i < 5; i++) {
      say("look at spam.example.com/" + i);
    }

    assertThat(refusal("see https://other.example.org").rule()).isEqualTo(RateLimitKind.LINKS);
    say("no link");
  }

  @Test
  void links_to_allowed_hosts_do_not_count() {
    PolicyDraft.Links links = new PolicyDraft.Links(null, java.util.Set.of("good.example.com"));
    Policy policy = STANDARD.with(PolicyDraft.EMPTY.withLinks(links), "v-2");

    for (int i = 0; i < 10; i++) {
      rates.admit(policy, "s-1", "ada", "m-" + i, "see good.example.com/" + i);
    }
  }

  @Test
  void a_message_that_is_sent_again_counts_once_and_always_passes() {
    for (int i = 0; i < 20; i++) {
      say("text " + i);
      for (int again = 0; again < 5; again++) {
        rates.admit(STANDARD, "s-1", "ada", "m-" + ids.get(), "text " + i);
      }
    }

    refusal("one more");
  }

  @Test
  void zero_is_no_limit() {
    Policy unlimited = limitedPolicy(OFF, OFF, OFF);
    Policy repeatsOnly = limitedPolicy(OFF, new RateLimit(1, 600), OFF);

    for (int i = 0; i < 500; i++) {
      rates.admit(unlimited, "s-1", "ada", "m-" + i, "the same");
    }
    assertThat(rates.size()).isZero();
    rates.admit(repeatsOnly, "s-1", "ada", "m-1", "the same");
    assertThatThrownBy(() -> rates.admit(repeatsOnly, "s-1", "ada", "m-2", "the same"))
        .isInstanceOf(RateExceededException.class);
  }

  @Test
  void a_clock_that_goes_back_does_not_disable_the_limit() {
    for (int i = 0; i < 20; i++) {
      say("text " + i);
    }
    clock.set(clock.instant().minusSeconds(5));

    assertThat(refusal("one more").retryAfter()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void memory_is_bounded_and_the_least_recently_active_are_evicted() {
    AuthorRateLimiter small = new AuthorRateLimiter(clock, 16 * 10);
    for (int i = 0; i < 2_000; i++) {
      small.admit(STANDARD, "s-1", "viewer-" + i, "m-" + i, "hello");
    }

    assertThat(small.size()).isBetween(120, 160);
    assertThatCode(() -> small.admit(STANDARD, "s-1", "viewer-1", "m-x", "hello"))
        .doesNotThrowAnyException();
  }

  @Test
  void expired_messages_free_their_capacity() {
    AuthorRateLimiter small = new AuthorRateLimiter(clock, 16 * 3);
    for (int i = 0; i < 10; i++) {
      small.admit(STANDARD, "s-1", "ada", "m-" + i, "hello");
      clock.advance(Duration.ofSeconds(RateLimits.MAX_SECONDS));
    }

    assertThat(small.size()).isEqualTo(1);
  }

  @Test
  void at_most_three_hundred_messages_of_one_author_are_kept() {
    Policy repeatsOnly = limitedPolicy(OFF, new RateLimit(100, 600), OFF);
    for (int i = 0; i < 1_000; i++) {
      rates.admit(repeatsOnly, "s-1", "ada", "m-" + i, "text " + i);
    }

    assertThat(rates.size()).isEqualTo(AuthorRateLimiter.MAX_OF_AUTHOR);
  }

  @Test
  void sixteen_concurrent_senders_do_not_exceed_the_limit() {
    Policy three = limitedPolicy(new RateLimit(3, 10), OFF, OFF);

    List<Boolean> passed =
        Concurrently.call(
            i -> {
              try {
                rates.admit(three, "s-1", "ada", "m-" + i, "text " + i);
                return true;
              } catch (RateExceededException e) {
                return false;
              }
            });

    assertThat(passed).filteredOn(pass -> pass).hasSize(3);
  }

  private static Policy limitedPolicy(RateLimit messages, RateLimit repeats, RateLimit links) {
    PolicyDraft.Rates limits = new PolicyDraft.Rates(messages, repeats, links, StreamRepeats.NONE);
    return STANDARD.with(PolicyDraft.EMPTY.withRates(limits), "v-2");
  }

  private void say(String text) {
    rates.admit(STANDARD, "s-1", "ada", "m-" + ids.incrementAndGet(), text);
  }

  private RateExceededException refusal(String text) {
    return catchThrowableOfType(RateExceededException.class, () -> say(text));
  }
}
