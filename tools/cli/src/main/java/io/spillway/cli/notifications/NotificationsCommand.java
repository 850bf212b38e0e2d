package io.spillway.cli.notifications;

import static io.spillway.cli.terminal.Table.extra;
import static io.spillway.cli.terminal.Table.fixed;
import static io.spillway.cli.terminal.Table.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.remote.Deployment;
import io.spillway.cli.remote.ItemId;
import io.spillway.cli.remote.Listing;
import io.spillway.cli.remote.QueryParameters;
import io.spillway.cli.remote.Remote;
import io.spillway.cli.remote.Times;
import io.spillway.cli.terminal.Table;
import io.spillway.wire.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spillway notifications}. */
@Command(
    name = "notifications",
    header = "Lists, retries and cancels notifications of any deployment.",
    mixinStandardHelpOptions = true,
    description = "Requires the deployment's URL and an operator's key.",
    subcommands = {
      NotificationsCommand.ListAll.class,
      NotificationsCommand.Retry.class,
      NotificationsCommand.Cancel.class
    })
public final class NotificationsCommand {

  /** Filter options. */
  static final class Filter {
    @Option(
        names = "--stream",
        paramLabel = "ID",
        description = "Only notifications of this stream.")
    private @Nullable String streamId;

    @Option(
        names = "--kind",
        paramLabel = "KIND",
        description = "Only notifications of this kind: alert or dead_letters.")
    private @Nullable String kind;

    boolean isGiven() {
      return streamId != null || kind != null;
    }

    Map<String, String> parts() {
      return new QueryParameters().with("streamId", streamId).with("kind", kind).map();
    }
  }

  /** {@code list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists notifications, latest first.")
  static final class ListAll implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Filter filter = new Filter();
    @Mixin private Listing listing = new Listing();

    @Option(
        names = "--state",
        paramLabel = "STATE",
        description = "Only notifications in this state: pending, sent, failed or cancelled.")
    private @Nullable String state;

    @Override
    public Integer call() {
      Map<String, String> query = filter.parts();
      if (state != null) {
        query.put("state", state);
      }
      return remote.run(() -> listing.print(remote, "", query, table(), ListAll::row));
    }

    private static Table table() {
      return new Table(
          fixed("ID"),
          fixed("STATE"),
          extra("KIND"),
          extra("STREAM"),
          extra("CREATED"),
          extra("ATTEMPTS"),
          extra("FAILURE"),
          text("MESSAGE"));
    }

    private static String[] row(JsonNode item) {
      return new String[] {
        item.path("notificationId").asText(),
        item.path("state").asText(),
        item.path("kind").asText(),
        item.path("streamId").asText("-"),
        Times.seconds(item.path("createdAt")),
        item.path("attempts").asText(),
        item.path("failure").path("code").asText("-"),
        message(item)
      };
    }

    /** Returns the reason of a cancellation, else the failure's message. */
    private static String message(JsonNode item) {
      String note = item.path("note").asText();
      return note.isEmpty() ? item.path("failure").path("message").asText() : note;
    }
  }

  /** {@code retry}. */
  @Command(
      name = "retry",
      mixinStandardHelpOptions = true,
      description = "Sends one notification again, or all that failed.")
  static final class Retry implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Filter filter = new Filter();

    @Parameters(
        paramLabel = "ID",
        arity = "0..1",
        description = "The notification's id.",
        converter = ItemId.class)
    private @Nullable String id;

    @Option(names = "--failed", description = "Send all that failed, or those of a filter.")
    private boolean failed;

    @Override
    public Integer call() {
      if ((id == null) != failed) {
        throw remote.bad("ID or --failed is required: exactly one of the two");
      }
      if (!failed && filter.isGiven()) {
        throw remote.bad("--stream and --kind select failed notifications; use --failed");
      }
      return remote.run(() -> retry(id));
    }

    private void retry(@Nullable String one) {
      if (one == null) {
        retryFailed();
      } else {
        print(remote, remote.deployment().post(Deployment.part(one) + "/retry", Map.of()));
      }
    }

    private void retryFailed() {
      Deployment deployment = remote.deployment();
      int retried = 0;
      ObjectNode answer;
      do {
        answer = deployment.post("/retry", filter.parts());
        retried += answer.path("retried").asInt();
      } while (answer.path("hasMore").asBoolean() && answer.path("retried").asInt() > 0);
      if (remote.json()) {
        remote.print(answer.put("retried", retried));
        return;
      }
      remote.out().println("Retried " + retried + " notifications.");
      remote.out().flush();
    }
  }

  /** {@code cancel}. */
  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "Cancels a notification that is pending or failed.")
  static final class Cancel implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();

    @Parameters(paramLabel = "ID", description = "The notification's id.", converter = ItemId.class)
    private String id = "";

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "Reason, for other operators.")
    private String reason = "";

    @Override
    public Integer call() {
      ObjectNode body = Json.object().put("reason", reason);
      return remote.run(
          () ->
              print(remote, remote.deployment().post(Deployment.part(id) + "/cancel", body, null)));
    }
  }

  private static void print(Remote remote, ObjectNode notification) {
    if (remote.json()) {
      remote.print(notification);
      return;
    }
    remote
        .out()
        .printf(
            "Notification %s is %s.%n",
            notification.path("notificationId").asText(), notification.path("state").asText());
    remote.out().flush();
  }
}
