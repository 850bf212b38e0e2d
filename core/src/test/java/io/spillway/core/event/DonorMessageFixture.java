package io.spillway.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.AlertRules;
import io.spillway.Moderation;
import io.spillway.Policy;
import io.spillway.ReviewResult;
import io.spillway.adapters.inmemory.InMemoryAlertChannel;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.core.Donors;
import io.spillway.ports.Failure;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.event.EventDetail.Donation;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.testkit.Faults;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.WrappedStores;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Donations with messages, moderated on adapters in memory with faults. */
final class DonorMessageFixture {

  static final String CLEAN = "what a save!";
  static final String TOXIC = "a toxic text";
  static final Failure OUTAGE = Failure.transientFailure("messages.unavailable", "");

  /** Id of the message of a donation under the id {@code e1}. */
  static final String ID = Donors.messageId(donation(CLEAN));

  final Faults faults = new Faults();
  final SettableClock clock = new SettableClock(EventFixture.NOON.plusSeconds(5));
  final Stores plain = InMemoryStores.create(Retention.STANDARD, clock);
  final Stores stores = WrappedStores.of(plain, faults::wrap);
  final InMemoryAlertChannel channel = new InMemoryAlertChannel();

  /** Whether the classifier fails. */
  boolean isAway;

  final Moderation moderation = moderation();
  final AlertDelivery delivery = delivery();
  final Activities activities = activities();

  private Moderation moderation() {
    return Moderation.builder()
        .stores(stores)
        .classifier(
            faults.wrap(ContentClassifier.class, ContentClassifier.of("test", this::scores)))
        .onClassifierFailure(failure -> {})
        .policy(
            Policy.standard().but(p -> p.withStanding(new PolicyDraft.Standing(30, 0, 0, 30, 3))))
        .clock(clock)
        .background(Runnable::run)
        .alertChannel(faults.wrap(AlertChannel.class, channel))
        .build();
  }

  private AlertDelivery delivery() {
    return new AlertDelivery(
        stores.notifications(),
        plain.alerts(),
        faults.wrap(AlertChannel.class, channel),
        moderation::checkName,
        moderation.donorMessages(),
        clock);
  }

  private Activities activities() {
    return Activities.standard(
        stores.stats(),
        new Alerting(
            AlertRules.STANDARD,
            stores.alerts(),
            delivery.outbox,
            moderation::checkName,
            moderation.donorMessages()),
        stores.events());
  }

  private Scores scores(String text) {
    if (isAway) {
      throw new IllegalStateException("away");
    }
    return Scores.of(Category.HARASSMENT, text.contains("toxic") ? 0.95 : 0.01);
  }

  static StreamEvent donation(String actor, String amount, @Nullable String message) {
    return new StreamEvent(
        "s1", "e1", actor, EventFixture.NOON, new Donation(Money.parse(amount, "USD"), message));
  }

  static StreamEvent donation(@Nullable String message) {
    return donation("ann", "500.00", message);
  }

  ActivityOutcome alert(StreamEvent event) {
    return activities.execute("alerts", event);
  }

  void run(StreamEvent event) {
    for (String name : activities.names()) {
      assertThat(activities.execute(name, event)).isEqualTo(EventFixture.done(name));
    }
  }

  Optional<Message> message() {
    return plain.messages().find("s1", ID);
  }

  Optional<Violation> violation() {
    return plain.violations().find(new ViolationId("s1", ID)).map(found -> found.value());
  }

  Alert stored() {
    List<Alert> all = plain.alerts().list("s1", PageRequest.first(10)).items();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  void dismiss() {
    assertThat(moderation.reviews().dismiss(new ViolationId("s1", ID), "mia"))
        .isInstanceOf(ReviewResult.Decided.class);
  }

  void erase(String author) {
    clock.advance(Duration.ofSeconds(1));
    var unused = moderation.authors().erase(author, null, "mia");
    clock.advance(Duration.ofHours(1));
    moderation.runMaintenance().orThrow();
  }
}
