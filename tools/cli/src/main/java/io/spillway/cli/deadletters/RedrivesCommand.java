package io.spillway.cli.deadletters;

import static io.spillway.cli.terminal.Table.extra;
import static io.spillway.cli.terminal.Table.fixed;
import static io.spillway.cli.terminal.Table.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.remote.Deployment;
import io.spillway.cli.remote.ItemId;
import io.spillway.cli.remote.Listing;
import io.spillway.cli.remote.Remote;
import io.spillway.cli.remote.Times;
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

  /** {@code jobs}: the same for jobs with any action. */
  @Command(
      name = "jobs",
      mixinStandardHelpOptions = true,
      description =
          "Lists, shows, follows, pauses, cancels and resumes jobs: redrives, discards, restores "
              + "and edits of many letters.",
      subcommands = {
        ListRedrives.class,
        Show.class,
        Follow.class,
        Pause.class,
        Cancel.class,
        Resume.class
      })
  static final class Jobs {}

  /** Options of each command for one redrive. */
  static final class Redrive {
    @Parameters(paramLabel = "ID", description = "The id.", converter = ItemId.class)
    private String id = "";

    ObjectNode read(Remote remote, Deployment deployment) {
      return deployment.get(path(remote), Map.of());
    }

    private String path(Remote remote) {
      return "/" + remote.group() + Deployment.part(id);
    }

    int change(Remote remote, String state) {
      return remote.run(
          () -> {
            Deployment deployment = remote.deployment();
            ObjectNode body = Json.object().put("state", state);
            ObjectNode job = deployment.patch(path(remote), body, null);
            new RedriveFollower(remote, deployment, remote.group()).print(job);
          });
    }
  }

  /** {@code list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists them, latest first.")
  static final class ListRedrives implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Listing listing = new Listing();

    @Override
    public Integer call() {
      return remote.run(
          () -> listing.print(remote, "/" + remote.group(), Map.of(), table(), ListRedrives::row));
    }

    private static Table table() {
      return new Table(
          fixed("ID"),
          fixed("ACTION"),
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
        RedriveReport.id(job),
        job.path("order").path("action").asText(),
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
  @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one.")
  static final class Show implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Redrive redrive = new Redrive();

    @Override
    public Integer call() {
      return remote.run(
          () -> {
            ObjectNode job = redrive.read(remote, remote.deployment());
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
          "Waits for the end. Exits with 1 if a letter failed again, none succeeded, or it did not "
              + "complete.")
  static final class Follow implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Redrive redrive = new Redrive();

    @Override
    public Integer call() {
      return remote.check(
          () -> {
            Deployment deployment = remote.deployment();
            return new RedriveFollower(remote, deployment, remote.group())
                .follow(redrive.read(remote, deployment));
          });
    }
  }

  /** {@code pause}. */
  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Pauses one; letters that have been started run to their end.")
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
      description = "Cancels one; letters that have been started run to their end.")
  static final class Cancel implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Redrive redrive = new Redrive();

    @Override
    public Integer call() {
      return redrive.change(remote, "cancelled");
    }
  }

  /** {@code resume}. */
  @Command(name = "resume", mixinStandardHelpOptions = true, description = "Resumes a paused one.")
  static final class Resume implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Redrive redrive = new Redrive();

    @Override
    public Integer call() {
      return redrive.change(remote, "running");
    }
  }
}
