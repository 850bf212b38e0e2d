package io.spillway.cli.deadletters;

import static io.spillway.cli.terminal.Table.extra;
import static io.spillway.cli.terminal.Table.fixed;
import static io.spillway.cli.terminal.Table.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.terminal.Table;
import io.spillway.wire.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code redrives}. */
@Command(
    name = "redrives",
    mixinStandardHelpOptions = true,
    description = "Lists, shows, follows, pauses, cancels and resumes redrives.",
    subcommands = {
      RedrivesCommand.ListRedrives.class,
      RedrivesCommand.Show.class,
      RedrivesCommand.Follow.class,
      RedrivesCommand.Pause.class,
      RedrivesCommand.Cancel.class,
      RedrivesCommand.Resume.class
    })
final class RedrivesCommand {

  /** Options of each command for one redrive. */
  static final class Redrive {
    @Parameters(
        paramLabel = "REDRIVE",
        description = "The redrive's id.",
        converter = LetterId.class)
    private String id = "";

    ObjectNode read(Deployment deployment) {
      return deployment.get(RedriveFollower.path(id), Map.of());
    }

    int change(Remote remote, String state) {
      return remote.run(
          () -> {
            Deployment deployment = remote.deployment();
            ObjectNode body = Json.object().put("state", state);
            ObjectNode job = deployment.patch(RedriveFollower.path(id), body, null);
            new RedriveFollower(remote, deployment).print(job);
          });
    }
  }

  /** {@code list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists redrives, latest first.")
  static final class ListRedrives implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Listing listing = new Listing();

    @Override
    public Integer call() {
      return remote.run(
          () -> listing.print(remote, "/redrives", Map.of(), table(), ListRedrives::row));
    }

    private static Table table() {
      return new Table(
          fixed("ID"),
          fixed("STATE"),
          extra("ORDERED"),
          extra("TOTAL"),
          extra("SUCCEEDED"),
          extra("FAILED"),
          extra("SKIPPED"),
          extra("BY"),
          text("REASON"));
    }

    private static String[] row(JsonNode job) {
      JsonNode progress = job.path("progress");
      return new String[] {
        job.path("redriveId").asText(),
        job.path("state").asText(),
        Times.seconds(job.path("createdAt")),
        progress.path("total").asText(),
        progress.path("succeeded").asText(),
        progress.path("failedAgain").asText(),
        progress.path("skipped").asText(),
        job.path("order").path("by").asText(),
        job.path("order").path("reason").asText()
      };
    }
  }

  /** {@code show}. */
  @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one redrive.")
  static final class Show implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Redrive redrive = new Redrive();

    @Override
    public Integer call() {
      return remote.run(
          () -> {
            ObjectNode job = redrive.read(remote.deployment());
            if (remote.json()) {
              remote.print(job);
            } else {
              new RedriveReport(remote.out()).printDetails(job);
            }
          });
    }
  }

  /** {@code follow}. */
  @Command(
      name = "follow",
      mixinStandardHelpOptions = true,
      description =
          "Waits for the end of a redrive. Exits with 1 if a letter failed again, none succeeded, "
              + "or the redrive did not complete.")
  static final class Follow implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Redrive redrive = new Redrive();

    @Override
    public Integer call() {
      return remote.check(
          () -> {
            Deployment deployment = remote.deployment();
            return new RedriveFollower(remote, deployment).follow(redrive.read(deployment));
          });
    }
  }

  /** {@code pause}. */
  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Pauses a redrive; letters that have been started run to their end.")
  static final class Pause implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Redrive redrive = new Redrive();

    @Override
    public Integer call() {
      return redrive.change(remote, "paused");
    }
  }

  /** {@code cancel}. */
  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "Cancels a redrive; letters that have been started run to their end.")
  static final class Cancel implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Redrive redrive = new Redrive();

    @Override
    public Integer call() {
      return redrive.change(remote, "cancelled");
    }
  }

  /** {@code resume}. */
  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Resumes a paused redrive.")
  static final class Resume implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Redrive redrive = new Redrive();

    @Override
    public Integer call() {
      return redrive.change(remote, "running");
    }
  }
}
