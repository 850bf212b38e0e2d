package io.spillway.testkit.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.FailureCategory;
import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.PageRequest;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.policy.CapitalsLimit;
import io.spillway.ports.policy.ExemptDraft;
import io.spillway.ports.policy.LinkStrictness;
import io.spillway.ports.policy.PolicyAction;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.ports.policy.RateLimit;
import io.spillway.ports.policy.ShapeDraft;
import io.spillway.ports.policy.StreamRepeats;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import io.spillway.testkit.Pages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contract test of {@link PolicyStore}. Extend it and return your store from the factory method.
 */
public abstract class PolicyStoreContract implements MonitoredContract {

  /** The scope of a stream that is unique to the test. */
  private final PolicyScope scope = PolicyScope.ofStream(Fixtures.uniqueStream());

  private PolicyStore store;

  /** {@return the store under test; it may have policies of other streams} */
  protected abstract PolicyStore newStore();

  /**
   * {@return a store with a limit of revisions; empty if there is no limit}
   *
   * @param max the limit, a small number
   */
  protected Optional<PolicyStore> newStoreOfAtMost(int max) {
    return Optional.empty();
  }

  @BeforeEach
  final void openStore() {
    store = newStore();
  }

  @Override
  public final PolicyStore monitored() {
    return store;
  }

  @Test
  void an_unknown_scope_has_no_policy() {
    assertThat(store.latest(scope)).isEmpty();
    assertThat(store.find(scope, 1)).isEmpty();
    assertThat(store.history(scope, PageRequest.first(10)).items()).isEmpty();
  }

  @Test
  void a_policy_is_stored_without_loss() {
    PolicyRevision full = revision(1, full());

    assertThat(store.add(full)).isEqualTo(full);

    assertThat(store.latest(scope)).contains(full);
    assertThat(store.find(scope, 1)).contains(full);
    assertThat(store.history(scope, PageRequest.first(10)).items()).containsExactly(full);
  }

  @Test
  void a_policy_of_a_stream_with_the_longest_id_is_found() {
    PolicyScope longest = PolicyScope.ofStream(Fixtures.longestStream());
    PolicyRevision revision = new PolicyRevision(longest, 1, full(), "ada", Fixtures.NOW, "");

    assertThat(store.add(revision)).isEqualTo(revision);

    assertThat(store.latest(longest)).contains(revision);
    assertThat(store.find(longest, 1)).contains(revision);
    assertThat(store.history(longest, PageRequest.first(10)).items()).containsExactly(revision);
  }

  @Test
  void a_policy_of_two_thousand_words_is_stored_without_loss() {
    Map<String, Category> words = new HashMap<>();
    IntStream.range(0, 2_000).forEach(i -> words.put("some long phrase " + i, Category.SPAM));
    PolicyRevision large = revision(1, banning(words));

    store.add(large);

    assertThat(store.latest(scope)).contains(large);
  }

  @Test
  void a_revision_that_removes_the_policy_is_the_latest_and_keeps_the_others() {
    PolicyRevision first = store.add(revision(1, full()));
    PolicyRevision end = store.add(revision(2, null));

    assertThat(store.latest(scope)).contains(end);
    assertThat(store.find(scope, 1)).contains(first);
  }

  @Test
  void the_latest_has_the_highest_number() {
    IntStream.rangeClosed(1, 12).forEach(number -> store.add(revision(number, full())));

    assertThat(store.latest(scope)).map(PolicyRevision::number).contains(12);
  }

  @Test
  void the_first_of_a_number_stays() {
    PolicyRevision first = store.add(revision(1, full()));

    assertThat(store.add(first)).isEqualTo(first);
    assertThat(store.add(revision(1, PolicyDraft.EMPTY))).isEqualTo(first);

    assertThat(store.find(scope, 1)).contains(first);
  }

  @Test
  void sixteen_concurrent_adds_of_one_number_all_return_the_same_revision() {
    List<PolicyRevision> answers =
        Concurrently.call(i -> store.add(revision(1, banning(Map.of("word" + i, Category.SPAM)))));

    assertThat(answers).containsOnly(store.find(scope, 1).orElseThrow());
  }

  @Test
  void scopes_are_separate_from_each_other_and_the_default() {
    PolicyScope another = PolicyScope.ofStream(Fixtures.uniqueStream());
    store.add(revision(1, full()));

    assertThat(store.latest(another)).isEmpty();
    assertThat(store.latest(PolicyScope.DEFAULT).map(PolicyRevision::scope))
        .isNotEqualTo(Optional.of(scope));
  }

  @Test
  void the_default_has_revisions_like_any_stream() {
    int next = store.latest(PolicyScope.DEFAULT).map(PolicyRevision::number).orElse(0) + 1;
    PolicyRevision revision =
        new PolicyRevision(PolicyScope.DEFAULT, next, full(), "ops", Fixtures.NOW, "");

    assertThat(store.add(revision)).isEqualTo(revision);

    assertThat(store.latest(PolicyScope.DEFAULT)).contains(revision);
    assertThat(store.find(PolicyScope.DEFAULT, next)).contains(revision);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 11, 12, 200})
  void history_lists_each_revision_once_by_descending_number(int limit) {
    IntStream.rangeClosed(1, 12).forEach(number -> store.add(revision(number, full())));

    assertThat(Pages.all(limit, page -> store.history(scope, page)))
        .extracting(PolicyRevision::number)
        .containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
  }

  @Test
  void a_cursor_of_another_scope_is_rejected() {
    IntStream.rangeClosed(1, 3).forEach(number -> store.add(revision(number, full())));
    String cursor = store.history(scope, PageRequest.first(1)).nextCursor();
    PolicyScope another = PolicyScope.ofStream(Fixtures.uniqueStream());

    assertThat(cursor).isNotNull();
    assertThatThrownBy(() -> store.history(another, new PageRequest(1, cursor)))
        .isInstanceOf(InvalidCursorException.class);
    assertThatThrownBy(() -> store.history(scope, new PageRequest(1, "!!!!")))
        .isInstanceOf(InvalidCursorException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 2, 1_000_000, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void an_invalid_revision_number_is_not_found(int number) {
    store.add(revision(1, full()));

    assertThat(store.find(scope, number)).isEmpty();
  }

  @Test
  void a_full_store_rejects_additions_and_keeps_its_items() {
    Optional<PolicyStore> small = newStoreOfAtMost(1);
    assumeTrue(small.isPresent(), "this store has no limit of its own");
    PolicyRevision first = small.get().add(revision(1, full()));

    var refused = Failures.of(() -> small.get().add(revision(2, full())));

    assertThat(refused.code()).isEqualTo("policies.full");
    assertThat(refused.category()).isEqualTo(FailureCategory.THROTTLED);
    assertThat(small.get().add(first)).isEqualTo(first);
  }

  private PolicyRevision revision(int number, @Nullable PolicyDraft policy) {
    return new PolicyRevision(
        scope, number, policy, "grace", Fixtures.NOW.plusNanos(1_000), Fixtures.AWKWARD_TEXT);
  }

  private static PolicyDraft banning(Map<String, Category> words) {
    return PolicyDraft.EMPTY
        .withWords(new PolicyDraft.Words(words, Map.of(), Set.of()))
        .withLinks(PolicyDraft.EMPTY.links())
        .withRates(PolicyDraft.EMPTY.rates());
  }

  private static PolicyDraft full() {
    return new PolicyDraft(
        Map.of(
            Category.HATE_THREATENING,
            new PolicyDraft.Rule(0.25, Severity.CRITICAL, PolicyAction.WITHHOLD),
            Category.PROFANITY,
            new PolicyDraft.Rule(null, null, PolicyAction.IGNORE)),
        new PolicyDraft.Words(
            Map.of("ñandú \"quoted\"", Category.HATE, "日本語", Category.SPAM),
            Map.of("free hats", Category.SCAM),
            Set.of("kys", "e\u0301")),
        new PolicyDraft.Links(0.5, Set.of("example.com"), LinkStrictness.STRICT),
        new PolicyDraft.Rates(
            new RateLimit(20, 10),
            null,
            new RateLimit(0, 60),
            new StreamRepeats(new RateLimit(10, 10), 20)),
        PolicyDraft.Standing.INHERITED,
        new ShapeDraft(0.8, new CapitalsLimit(0.7, 20), 30, null, 0, 10),
        new ExemptDraft(Set.of("Jose\u0301"), Set.of("moderator")),
        new PolicyDraft.Authors(true),
        new PolicyDraft.Reports(2.5));
  }
}
