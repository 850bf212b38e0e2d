package io.spillway.core.moderation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.Policy;
import io.spillway.RateExceededException;
import io.spillway.RateLimitKind;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.RateLimit;
import io.spillway.ports.policy.StreamRepeats;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits of raids: one text by many accounts, and one person with many look-alike accounts. */
class StreamRepeatsTest {

  private static final String RAID = "come to my channel for free skins";
  private static final RateLimit OFF = RateLimit.NONE;

  private final SettableClock clock = new SettableClock();
  private final AuthorRateLimiter rates = new AuthorRateLimiter(clock);
  private final AtomicInteger ids = new AtomicInteger();
  private Policy policy = Policy.standard();

  private @Nullable RateExceededException send(String stream, String author, String text) {
    return send(stream, author, "m-" + ids.incrementAndGet(), text);
  }

  private @Nullable RateExceededException send(
      String stream, String author, String id, String text) {
    return catchThrowableOfType(
        RateExceededException.class, () -> rates.admit(policy, stream, author, id, text));
  }

  private RateExceededException refuse(String stream, String author, String text) {
    return requireNonNull(send(stream, author, text));
  }

  private int passedOfSixty(String text) {
    int passed = 0;
    for (int i = 0; i < 60; i++) {
      passed += send("s-1", "account-" + i, text) == null ? 1 : 0;
    }
    return passed;
  }

  private static Policy with(RateLimit messages, StreamRepeats repeats) {
    return Policy.standard()
        .with(
            PolicyDraft.EMPTY.withRates(new PolicyDraft.Rates(messages, OFF, OFF, repeats)),
            "test-1");
  }

  @Test
  void of_one_text_by_sixty_accounts_ten_pass_in_ten_seconds() {
    assertThat(passedOfSixty(RAID)).isEqualTo(10);

    clock.advance(Duration.ofSeconds(3));
    RateExceededException refused = refuse("s-1", "one-more", RAID);
    assertThat(refused.rule()).isEqualTo(RateLimitKind.STREAM_REPEATS);
    assertThat(refused.limit()).isEqualTo(new RateLimit(10, 10));
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(refused).hasMessageContaining("stream repeats");
    clock.advance(refused.retryAfter());
    assertThat(send("s-1", "one-more", RAID)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COME to my channel, for FREE skins!!!",
        "c0me to my ch4nnel for fr33 skins",
        "соmе tо my сhаnnеl fоr frее skins",
        "come\u200b to my channel for f\u00adree skins",
        "ｃｏｍｅ to my channel for fréé skins",
      })
  void obfuscated_spellings_are_the_same_text(String spelling) {
    passedOfSixty(RAID);

    assertThat(send("s-1", "ann", spelling)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GG",
        "lol",
        "hi",
        "hello everyone",
        "what a save!",
        "KEKW KEKW KEKW KEKW KEKW KEKW KEKW",
        "lol lol lol lol lol lol lol lol lol lol",
        "😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂",
        "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!",
      })
  void short_everyday_chat_is_not_limited(String text) {
    assertThat(passedOfSixty(text)).isEqualTo(60);
  }

  @Test
  void a_policy_may_limit_shorter_texts() {
    policy = with(OFF, new StreamRepeats(new RateLimit(3, 30), 2));

    assertThat(passedOfSixty("gg")).isEqualTo(3);
    assertThat(passedOfSixty("g")).isEqualTo(60);
  }

  @Test
  void streams_and_texts_are_counted_apart() {
    passedOfSixty(RAID);

    assertThat(send("s-2", "ann", RAID)).isNull();
    assertThat(send("s-1", "ann", RAID + " and hats")).isNull();
  }

  @Test
  void zero_is_no_limit() {
    policy = with(OFF, StreamRepeats.NONE);

    assertThat(passedOfSixty(RAID)).isEqualTo(60);
    assertThat(rates.sizeByText()).isZero();
  }

  @Test
  void a_message_that_is_sent_again_counts_once_and_always_passes() {
    for (int i = 0; i < 10; i++) {
      assertThat(send("s-1", "account-" + i, "id-" + i, RAID)).isNull();
      assertThat(send("s-1", "account-" + i, "id-" + i, RAID)).isNull();
    }

    assertThat(send("s-1", "account-0", "id-0", RAID)).isNull();
    assertThat(send("s-1", "one-more", RAID)).isNotNull();
  }

  @Test
  void a_message_refused_for_its_author_does_not_count_for_the_stream_and_the_reverse() {
    policy = with(new RateLimit(1, 60), new StreamRepeats(new RateLimit(2, 60), 20));
    assertThat(send("s-1", "ann", RAID)).isNull();
    assertThat(refuse("s-1", "ann", RAID).rule()).isEqualTo(RateLimitKind.MESSAGES);
    assertThat(send("s-1", "bob", RAID)).isNull();
    assertThat(refuse("s-1", "cat", RAID).rule()).isEqualTo(RateLimitKind.STREAM_REPEATS);

    assertThat(send("s-1", "cat", "something else")).isNull();
  }

  @Test
  void look_alike_accounts_share_one_limit() {
    List<String> names =
        List.of("ann", "ann ", "Ann", "ａｎｎ", "аnn", "ann\u200b", "a\u200bnn", "ΑNN", "\u202eann");
    int passed = 0;
    for (int i = 0; i < 90; i++) {
      passed += send("s-1", names.get(i % names.size()), "text " + i) == null ? 1 : 0;
    }

    assertThat(passed).isEqualTo(20);
    assertThat(send("s-1", "anne", "hello")).isNull();
  }

  @Test
  void memory_is_bounded_and_the_least_recently_sent_texts_are_evicted() {
    AuthorRateLimiter small = new AuthorRateLimiter(clock, 16 * 4 * 10);
    for (int i = 0; i < 2_000; i++) {
      small.admit(policy, "s-1", "viewer-" + i, "m-" + i, RAID + " number x" + i);
    }

    assertThat(small.sizeByText()).isBetween(100, 160);
  }

  @Test
  void at_most_a_hundred_messages_of_one_text_are_kept() {
    policy = with(OFF, new StreamRepeats(new RateLimit(100, 1), 20));
    for (int i = 0; i < 1_000; i++) {
      clock.advance(Duration.ofMillis(20));
      assertThat(send("s-1", "account-" + i, RAID)).isNull();
    }

    assertThat(rates.sizeByText()).isEqualTo(100);
  }

  @Test
  void sixteen_concurrent_accounts_do_not_exceed_the_limit() {
    policy = with(OFF, new StreamRepeats(new RateLimit(3, 10), 20));

    List<Boolean> passed = Concurrently.call(i -> send("s-1", "account-" + i, RAID) == null);

    assertThat(passed).filteredOn(pass -> pass).hasSize(3);
  }
}
