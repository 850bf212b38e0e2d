package io.spillway.simulation;

import io.spillway.RetryPolicy;
import io.spillway.adapters.inmemory.InMemoryAlertChannel;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Invariants of events: events in = done + dead; each is counted once; each that matches an alert
 * rule raises one alert, which shows no withheld name.
 */
final class EventInvariants {

  private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);

  private static final int MOST_TRIES = RetryPolicy.STANDARD.maxRounds();

  private final Clients clients;
  private final Findings findings;
  private final Stores stores;
  private final InMemoryAlertChannel channel;
  private final Map<String, StreamTotals> before = new HashMap<>();

  EventInvariants(World world, Clients clients) {
    this.clients = clients;
    this.findings = world.findings();
    this.stores = world.stores();
    this.channel = world.backing().alertChannel();
  }

  void checkStep() {
    for (String stream : Viewers.STREAMS) {
      StreamTotals now = stores.stats().totals(stream);
      StreamTotals last = before.getOrDefault(stream, StreamTotals.NONE);
      if (!now.equals(last)) {
        findings.require(isAtMost(last, now), "totals never fall", last, now);
        StreamTotals most = totals(stream, clients.possible().keySet());
        findings.require(isAtMost(now, most), "no event counts twice", now, most);
        before.put(stream, now);
      }
    }
  }

  private static boolean isAtMost(StreamTotals some, StreamTotals more) {
    return isAtMost(some.counts(), more.counts())
        && isAtMost(some.donations(), more.donations())
        && isAtMost(some.custom(), more.custom());
  }

  private static boolean isAtMost(Map<String, Long> some, Map<String, Long> more) {
    return some.entrySet().stream()
        .allMatch(sum -> sum.getValue() <= more.getOrDefault(sum.getKey(), 0L));
  }

  /** By then every dead event was redriven. */
  void checkRest() {
    Set<String> done = new HashSet<>();
    for (String stream : Viewers.STREAMS) {
      for (StreamEvent event : stores.events().list(stream, ALL).items()) {
        String id = stream + "~" + event.eventId();
        findings.require(done.add(id), "an event is in the log once", id);
        Clients.Sent sent = clients.possible().get(id);
        findings.require(
            sent != null && sent.detail().equals(event.detail()), "the log has the sent events");
      }
    }
    long letters = stores.deadLetters().count(DeadLetterFilter.all());
    for (String id : clients.taken()) {
      findings.require(done.contains(id), "every event is done in the end", id);
    }
    for (Clients.Sent event : clients.possible().values()) {
      int tries = clients.mostTries(event);
      findings.require(tries <= MOST_TRIES, "retries are bounded", event.id(), tries);
    }
    findings.require(
        letters >= clients.garbage(), "an invalid payload becomes a dead letter", letters);
    for (String stream : Viewers.STREAMS) {
      StreamTotals counted = stores.stats().totals(stream);
      StreamTotals pendingEffect = totals(stream, done);
      findings.require(
          counted.equals(pendingEffect), "stats are the oracle's", stream, counted, pendingEffect);
      checkAlerts(stream, done, pendingEffect);
    }
  }

  private void checkAlerts(String stream, Set<String> done, StreamTotals totals) {
    List<Alert> alerts = stores.alerts().list(stream, ALL).items();
    long byThemselves =
        clients.possible().values().stream()
            .filter(event -> event.streamId().equals(stream) && done.contains(event.id()))
            .filter(EventInvariants::isWorthAnAlert)
            .count();
    long milestones =
        SimulatedProcess.ALERTS.followers().numbers().stream()
            .filter(n -> n <= totals.followers())
            .count();
    findings.require(
        alerts.size() == byThemselves + milestones,
        "each alert is raised once",
        alerts,
        byThemselves,
        milestones);
    alerts.forEach(this::checkName);
    channel.sent().forEach(sent -> requireMasked(sent, sent.toString()));
  }

  private void checkName(Alert alert) {
    String id = alert.streamId() + "~" + alert.alertId();
    String actor = Objects.requireNonNull(clients.possible().get(id)).actor();
    findings.require(actor.equals(alert.actor()), "an alert is found by its actor", alert);
    boolean isWithheld = actor.equals(Clients.WITHHELD_NAME);
    findings.require(
        isWithheld == (alert.actorWithheld() != null)
            && alert.summary().startsWith((isWithheld ? "Someone" : actor) + " "),
        "an ordinary actor is named, and no other",
        alert.summary());
    requireMasked(alert.shown(), alert.summary());
  }

  private void requireMasked(Alert shown, String alert) {
    findings.require(
        !(shown.summary() + shown.actor()).contains(Clients.WITHHELD_NAME),
        "no alert shows a withheld name",
        alert);
  }

  private static boolean isWorthAnAlert(Clients.Sent event) {
    if (event.detail() instanceof EventDetail.Donation donation) {
      return donation.money().minorUnits()
          >= SimulatedProcess.ALERTS.largeDonation().getOrDefault("USD", 0L);
    }
    return event.detail() instanceof EventDetail.Raid raid
        && raid.viewers() >= SimulatedProcess.ALERTS.largeRaid();
  }

  private StreamTotals totals(String stream, Set<String> ids) {
    StreamTotals totals = StreamTotals.NONE;
    for (Clients.Sent event : clients.possible().values()) {
      if (event.streamId().equals(stream) && ids.contains(event.id())) {
        totals = totals.plus(event.detail());
      }
    }
    return totals;
  }
}
