package io.spillway.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.MessageDraft;
import io.spillway.Policy;
import io.spillway.RestrictionRequest;
import io.spillway.Reviews;
import io.spillway.ShapeRules;
import io.spillway.core.audit.AuditTrail;
import io.spillway.core.author.AuthorRestrictions;
import io.spillway.core.deadletter.RedriveLoop;
import io.spillway.core.deadletter.Redrives;
import io.spillway.core.message.MessageIntake;
import io.spillway.core.moderation.PolicyLayer;
import io.spillway.core.moderation.TextModeration;
import io.spillway.core.notification.DeadLetterWatch;
import io.spillway.core.notification.NotificationDesk;
import io.spillway.core.notification.NotificationRules;
import io.spillway.core.notification.NotificationSender;
import io.spillway.core.policy.trial.EntryTrials;
import io.spillway.core.policy.trial.TrialWindow;
import io.spillway.core.report.MessageReports;
import io.spillway.core.violation.BulkReview;
import io.spillway.core.violation.BulkWithholding;
import io.spillway.functions.access.Keys;
import io.spillway.functions.events.EventRoutes;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Origins;
import io.spillway.ports.Backlog;
import io.spillway.ports.Ids;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Retention;
import io.spillway.ports.TextLength;
import io.spillway.ports.author.AuthorNote;
import io.spillway.ports.deadletter.DeadLetterGroups;
import io.spillway.ports.deadletter.GroupNote;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.deadletter.RedriveProgress;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import io.spillway.ports.message.MessageFeed;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.ports.report.Report;
import io.spillway.ports.violation.Presence;
import io.spillway.testing.RepositoryRoot;
import io.spillway.wire.Json;
import io.spillway.wire.JsonPatches;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Consistency of {@code docs/limits.md} with the code. */
class LimitsPageTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|*]+) \\| ([0-9,]+) \\|$");
  private static final String PAGE = read("docs/limits.md");

  private static String read(String path) {
    try {
      return Files.readString(RepositoryRoot.resolve(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode json(String path) {
    return Json.readObject(read(path));
  }

  private static Map<String, Number> limits() {
    Map<String, Number> limits = new TreeMap<>();
    limits.put("notifications that one run sends to a receiver", NotificationSender.MOST_IN_A_RUN);
    limits.put("failed notifications retried at once", NotificationDesk.SLICE);
    limits.put("hours that a notification waits for its receiver", NotificationRules.MOST_HOURS);
    limits.put("groups of dead letters of which a run tells", DeadLetterWatch.MOST_GROUPS);
    limits.put("a message's text, in characters", TextModeration.MAX_TEXT_LENGTH);
    limits.put(
        "an author's, actor's or moderator's name, in characters", MessageIntake.MAX_AUTHOR_LENGTH);
    limits.put("Unicode code points of both, for each character", TextLength.CODE_POINTS_EACH);
    limits.put(
        "an id: of a stream, message, redrive, or an event in a path without its source",
        Ids.MAX_LENGTH);
    limits.put("an event's id or source, in characters of any kind", StreamEvent.MAX_NAME_LENGTH);
    limits.put("events of a batch over HTTP", EventRoutes.MAX_BATCH);
    limits.put("an `Idempotency-Key`, in visible ASCII characters", 255);
    limits.put("origins in `SPILLWAY_CORS_ORIGINS`", Origins.MAX_ORIGINS);
    limits.put("the body of a request, in bytes", Body.MAX_BYTES);
    limits.put("an amount of money, in the currency's main unit", Money.MAX_AMOUNT);
    limits.put("a donor's message, in characters", EventDetail.Donation.MAX_MESSAGE_LENGTH);
    limits.put("subscriptions of a gift", EventDetail.Gift.MAX_COUNT);
    limits.put("bits of a cheer", EventDetail.Cheer.MAX_BITS);
    limits.put("viewers of a raid", EventDetail.Raid.MAX_VIEWERS);
    limits.put("months of a subscription", EventDetail.Subscription.MAX_MONTHS);
    limits.put("characters of a tier", EventDetail.Subscription.MAX_TIER_LENGTH);
    limits.put("characters of a reversal's reason", EventDetail.Reversal.MAX_REASON_LENGTH);
    limits.put("fields of a custom event", EventDetail.Custom.MAX_FIELDS);
    limits.put(
        "keys and values of a custom event, in bytes of UTF-8", EventDetail.Custom.MAX_BYTES);
    limits.put(
        "types of custom events that a stream's numbers name", StreamTotals.MAX_CUSTOM_TYPES);
    limits.put("a queue payload, in bytes before Base64", WorkQueue.MAX_PAYLOAD_BYTES);
    limits.put("objects and arrays within each other", Json.MAX_DEPTH);
    limits.put("items of a page (`limit`)", PageRequest.MAX_LIMIT);
    limits.put(
        "hours for which a feed tells a withdrawn id, and its cursor is valid",
        MessageFeed.WITHDRAWN_KEPT.toHours());
    limits.put("steps of a page of the audit trail", AuditTrail.MAX_LINES);
    limits.put("violations of one bulk decision", BulkReview.MAX_VIOLATIONS);
    limits.put("violations decided or undone by one bulk request", BulkReview.MAX_SLICE);
    limits.put("seconds for which a heartbeat shows a moderator", Presence.SHOWN_FOR.toSeconds());
    limits.put("moderators shown to another one", Presence.MAX_SHOWN);
    limits.put("published messages withheld by one request", BulkWithholding.MAX_SLICE);
    limits.put("reports by one reporter in 10 minutes", MessageReports.LIMIT.most());
    limits.put("reports of one message that its case counts", MessageReports.MAX_COUNTED);
    limits.put("characters of a report's note", Report.MAX_NOTE_LENGTH);
    limits.put("restrictions in force on one stream, and on all", AuthorRestrictions.MAX_ACTIVE);
    limits.put("days of a restriction", RestrictionRequest.MAX_DAYS);
    limits.put("characters of a note about an author", AuthorNote.MAX_TEXT_LENGTH);
    limits.put("characters of a note about a group of dead letters", GroupNote.MAX_TEXT_LENGTH);
    limits.put("dead letters named in one redrive or other job", RedriveOrder.MAX_IDS);
    limits.put("dead letters a second of a redrive or other job", RedriveOrder.MAX_RATE);
    limits.put(
        "unfinished dead letters of a redrive or other job at once", RedriveProgress.MAX_IN_HAND);
    limits.put(
        "dead letters that a redrive names as skipped; it counts all", RedriveProgress.MAX_SKIPS);
    limits.put("dead letters of a preview", Redrives.PREVIEWED);
    limits.put("edited dead letters whose changed values a preview shows", Redrives.DIFFED);
    limits.put("operations of a patch", JsonPatches.MAX_OPERATIONS);
    limits.put("characters of a patch", JsonPatches.MAX_LENGTH);
    limits.put("dead letters read for groups", DeadLetterGroups.MAX_LETTERS);
    limits.put("pending work that is counted; \"1,000+\" on the dashboard", Backlog.COUNTED_UP_TO);
    limits.put("redrives and other jobs that are advanced at once", RedriveLoop.MAX_REDRIVES);
    limits.put("past cases of a policy simulation", TrialWindow.MAX_CASES);
    limits.put("entries of a dry run", EntryTrials.MAX_ENTRIES);
    limits.put("messages of a dry run", EntryTrials.MAX_MESSAGES);
    limits.put("words and phrases of a policy in force", Policy.MAX_PHRASES);
    limits.put("exempt authors of one policy", PolicyLayer.MAX_EXEMPT_AUTHORS);
    limits.put("exempt roles of one policy", PolicyLayer.MAX_EXEMPT_ROLES);
    limits.put("roles of a message", MessageDraft.MAX_ROLES);
    limits.put("characters of a role", MessageDraft.MAX_ROLE_LENGTH);
    limits.put("each limit of a text's shape", ShapeRules.MAX);
    limits.put("days of retention", Retention.MAX_DAYS);
    limits.put("own keys", Keys.MAX_KEYS);
    return limits;
  }

  @Test
  void each_limit_of_the_api_is_the_one_in_the_code_and_none_is_left_out() {
    Map<String, String> told = new TreeMap<>();
    Matcher row = ROW.matcher(PAGE);
    while (row.find()) {
      told.put(row.group(1), row.group(2));
    }
    Map<String, String> expected = new TreeMap<>();
    limits().forEach((what, most) -> expected.put(what, formatted(most.longValue())));
    assertThat(told).isEqualTo(expected);
  }

  @Test
  void names_of_all_kinds_of_people_have_one_limit() {
    assertThat(List.of(StreamEvent.MAX_ACTOR_LENGTH, Reviews.MAX_MODERATOR_LENGTH))
        .containsOnly(MessageIntake.MAX_AUTHOR_LENGTH);
  }

  @Test
  void limits_of_host_and_template_are_as_documented() {
    JsonNode host = json("app-functions/host.json");
    JsonNode template = json("infra/azuredeploy.json");
    long timeout = LocalTime.parse(host.path("functionTimeout").asText()).toSecondOfDay();
    assertThat(PAGE)
        .contains("**" + Duration.ofSeconds(timeout).toMinutes() + " minutes** for a function")
        .contains("at " + host.at("/extensions/http/maxOutstandingRequests") + " on an instance")
        .contains(
            "**%s to %s instances**"
                .formatted(
                    formatted(template.at("/parameters/maximumInstanceCount/minValue").asLong()),
                    formatted(template.at("/parameters/maximumInstanceCount/maxValue").asLong())))
        .contains("**" + logCap(template) + " GB of logs a day**")
        .contains(
            "deliveries come back after %d seconds"
                .formatted(
                    LocalTime.parse(host.at("/extensions/queues/visibilityTimeout").asText())
                        .toSecondOfDay()))
        .contains("a redrive after " + RedriveLoop.LONGEST_RUN.toSeconds())
        .contains("a redrive " + RedriveLoop.LONGEST_BEGINNING.toSeconds() + " s");
    assertThat(RedriveLoop.LONGEST_RUN).isLessThan(Duration.ofSeconds(timeout));
  }

  private static int logCap(JsonNode template) {
    for (JsonNode resource : template.path("resources")) {
      JsonNode cap = resource.at("/properties/workspaceCapping/dailyQuotaGb");
      if (!cap.isMissingNode()) {
        return cap.asInt();
      }
    }
    throw new AssertionError("no cap");
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/deploy.md", "docs/runbook.md"})
  void the_page_is_found_from(String document) {
    assertThat(read(document)).contains("limits.md");
  }

  /** The runbook contains the linked sections. */
  @Test
  void the_sections_that_it_sends_people_to_exist() {
    Matcher link = Pattern.compile("runbook\\.md#([a-z-]+)").matcher(PAGE);
    String headings =
        read("docs/runbook.md").toLowerCase(Locale.ROOT).replaceAll("[^a-z\n# -]", "");
    int links = 0;
    for (; link.find(); links++) {
      assertThat(headings).contains("## " + link.group(1).replace('-', ' '));
    }
    assertThat(links).isPositive();
  }

  private static String formatted(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
