package io.spillway.testkit.author;

import static io.spillway.testkit.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.PageRequest;
import io.spillway.ports.author.Restriction;
import io.spillway.ports.author.RestrictionEffect;
import io.spillway.ports.author.RestrictionFilter;
import io.spillway.ports.author.RestrictionFilter.Scope;
import io.spillway.ports.author.RestrictionStore;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import io.spillway.testkit.Pages;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Contract test of {@link RestrictionStore}. Extend it and return your store from the factory
 * method.
 */
public abstract class RestrictionStoreContract implements MonitoredContract {

  private final String stream = Fixtures.uniqueId("stream");
  private final String ada = Fixtures.uniqueId("ada");
  private RestrictionStore store;

  /** {@return the store under test; it may have other restrictions} */
  protected abstract RestrictionStore newStore();

  @BeforeEach
  final void openStore() {
    store = newStore();
  }

  @Override
  public final RestrictionStore monitored() {
    return store;
  }

  @Test
  void every_part_is_stored_without_loss() {
    Restriction awkward =
        new Restriction(
            " AC/DC 🎮 " + ada,
            stream,
            RestrictionEffect.SLOW,
            600,
            NOW.plus(Duration.ofDays(365)),
            ReasonCode.OTHER_RULE,
            "line\nbreak",
            "Zoë",
            NOW);
    store.put(awkward);

    assertThat(store.find("AC/DC 🎮 " + ada, stream)).contains(awkward);
    assertThat(store.find("AC/DC 🎮 " + ada, null)).isEmpty();
  }

  @Test
  void a_restriction_replaces_the_one_in_the_same_scope_only() {
    Restriction everywhere = put(ada, null, Duration.ofHours(1), 0);
    Restriction here = put(ada, stream, Duration.ofHours(1), 1);
    Restriction longer = put(ada + "\u200B", stream, Duration.ofHours(2), 2);

    assertThat(store.find(ada, stream)).contains(longer);
    assertThat(store.find(ada, null)).contains(everywhere);
    assertThat(all(RestrictionFilter.all().of(ada)))
        .containsExactly(longer, everywhere)
        .doesNotContain(here);
  }

  @Test
  void restrictions_are_listed_by_scope_and_time() {
    Restriction here = put(ada, stream, Duration.ofHours(1), 0);
    Restriction other = put(ada + "2", stream, Duration.ofHours(3), 1);
    Restriction everywhere = put(ada, null, Duration.ofHours(2), 2);
    RestrictionFilter inStream = RestrictionFilter.all().in(new Scope(stream));

    assertThat(all(inStream)).containsExactly(other, here);
    assertThat(all(inStream.activeAt(NOW.plus(Duration.ofHours(1))))).containsExactly(other);
    assertThat(all(RestrictionFilter.all().in(Scope.EVERYWHERE).of(ada)))
        .containsExactly(everywhere);
    assertThat(all(RestrictionFilter.all())).contains(here, other, everywhere);
  }

  @Test
  void a_cursor_belongs_to_its_filter() {
    put(ada, stream, Duration.ofHours(1), 0);
    put(ada + "2", stream, Duration.ofHours(1), 1);
    RestrictionFilter inStream = RestrictionFilter.all().in(new Scope(stream));
    String cursor = store.list(inStream, PageRequest.first(1)).nextCursor();

    assertThatThrownBy(
            () -> store.list(RestrictionFilter.all().of(ada), PageRequest.first(1).at(cursor)))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void a_deleted_restriction_is_gone() {
    put(ada, stream, Duration.ofHours(1), 0);
    put(ada, null, Duration.ofHours(1), 0);

    assertThat(store.delete(" " + ada, stream)).isTrue();
    assertThat(store.delete(ada, stream)).isFalse();

    assertThat(store.find(ada, stream)).isEmpty();
    assertThat(store.find(ada, null)).isPresent();
  }

  private Restriction put(String author, @Nullable String scope, Duration length, int second) {
    Restriction restriction =
        new Restriction(
            author,
            scope,
            RestrictionEffect.REFUSE,
            30,
            NOW.plus(length),
            ReasonCode.SPAM,
            "",
            "mia",
            NOW.plusSeconds(second));
    store.put(restriction);
    return restriction;
  }

  private List<Restriction> all(RestrictionFilter filter) {
    return Pages.all(1, page -> store.list(filter, page));
  }
}
