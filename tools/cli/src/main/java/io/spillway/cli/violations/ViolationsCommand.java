package io.spillway.cli.violations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.remote.Deployment;
import io.spillway.cli.remote.ItemId;
import io.spillway.cli.remote.Listing;
import io.spillway.cli.remote.Remote;
import io.spillway.wire.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spillway violations}. */
@Command(
    name = "violations",
    header = "Lists, shows, decides and assigns violations of any deployment.",
    mixinStandardHelpOptions = true,
    description = "Requires the deployment's URL and a moderator's key.",
    subcommands = {
      ViolationsCommand.ListAll.class,
      ViolationsCommand.Show.class,
      ViolationsCommand.Uphold.class,
      ViolationsCommand.Dismiss.class,
      AssignCommand.class
    })
public final class ViolationsCommand {

  /** The violation of a command. */
  static final class Target {
    @Parameters(paramLabel = "ID", description = "The violation's id.", converter = ItemId.class)
    private String id = "";

    String path() {
      return Deployment.part(id);
    }
  }

  /** {@code list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists violations, latest first, without their texts.")
  static final class ListAll implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private ViolationFilter filter = new ViolationFilter();
    @Mixin private Listing listing = new Listing();

    @Override
    public Integer call() {
      return remote.run(
          () ->
              listing.print(remote, "", filter.parts(), ViolationText.table(), ViolationText::row));
    }
  }

  /** {@code show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows one violation with its reason, scores and history.")
  static final class Show implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Target target = new Target();

    @Option(names = "--text", description = "Show the message's text; --json always has it.")
    private boolean text;

    @Override
    public Integer call() {
      return remote.run(
          () -> {
            ObjectNode violation = remote.deployment().get(target.path(), Map.of());
            if (remote.json()) {
              remote.print(violation);
            } else {
              ViolationText.print(violation, text, remote.out());
            }
          });
    }
  }

  /** Options of a decision on the version that the command reads. */
  static final class Decision {
    @Mixin private Target target = new Target();

    @Option(
        names = "--reason",
        paramLabel = "CODE",
        required = true,
        description = "Reason code, such as spam to uphold or false-positive to dismiss.")
    private String reason = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "Note for other moderators.")
    private @Nullable String note;

    @Option(
        names = "--claim-token",
        paramLabel = "TOKEN",
        description = "Decide only while this claim, from the API, is valid.")
    private @Nullable String claimToken;

    int decide(Remote remote, String state) {
      ObjectNode body = Json.object().put("state", state).put("reason", reason);
      if (note != null) {
        body.put("note", note);
      }
      if (claimToken != null) {
        body.put("claimToken", claimToken);
      }
      return remote.run(
          () -> {
            Deployment deployment = remote.deployment();
            String etag = deployment.get(target.path(), Map.of()).path("etag").asText();
            print(remote, deployment.patch(target.path(), body, etag));
          });
    }

    private static void print(Remote remote, ObjectNode violation) {
      if (remote.json()) {
        remote.print(violation);
        return;
      }
      remote
          .out()
          .printf(
              "Violation %s is %s.%n",
              violation.path("violationId").asText(), violation.path("state").asText());
      remote.out().flush();
    }
  }

  /** {@code uphold}. */
  @Command(
      name = "uphold",
      mixinStandardHelpOptions = true,
      description = "Upholds a violation: its message stays withheld.")
  static final class Uphold implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Decision decision = new Decision();

    @Override
    public Integer call() {
      return decision.decide(remote, "upheld");
    }
  }

  /** {@code dismiss}. */
  @Command(
      name = "dismiss",
      mixinStandardHelpOptions = true,
      description = "Dismisses a violation: its message is published.")
  static final class Dismiss implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Decision decision = new Decision();

    @Override
    public Integer call() {
      return decision.decide(remote, "dismissed");
    }
  }
}
