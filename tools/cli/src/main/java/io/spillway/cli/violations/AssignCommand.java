package io.spillway.cli.violations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.remote.Deployment;
import io.spillway.cli.remote.Remote;
import io.spillway.wire.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spillway violations assign}. */
@Command(
    name = "assign",
    mixinStandardHelpOptions = true,
    description = "Assigns a violation to a moderator, or with --none to no one.")
final class AssignCommand implements Callable<Integer> {

  @Mixin private Remote remote = new Remote();
  @Mixin private ViolationsCommand.Target target = new ViolationsCommand.Target();

  @Option(names = "--to", paramLabel = "NAME", description = "The moderator's name.")
  private @Nullable String assignee;

  @Option(names = "--none", description = "End the assignment.")
  private boolean none;

  @Option(names = "--note", paramLabel = "TEXT", description = "Note for other moderators.")
  private @Nullable String note;

  @Override
  public Integer call() {
    if ((assignee == null) != none) {
      throw remote.bad("--to or --none is required: exactly one of the two");
    }
    ObjectNode body = Json.object().put("to", assignee);
    if (note != null) {
      body.put("note", note);
    }
    return remote.run(
        () -> {
          Deployment deployment = remote.deployment();
          String etag = deployment.get(target.path(), Map.of()).path("etag").asText();
          print(deployment.post(target.path() + "/assign", body, etag));
        });
  }

  private void print(ObjectNode violation) {
    if (remote.json()) {
      remote.print(violation);
      return;
    }
    String id = violation.path("violationId").asText();
    remote
        .out()
        .println(
            violation.hasNonNull("assignee")
                ? "Violation " + id + " is assigned to " + violation.path("assignee").asText() + '.'
                : "Violation " + id + " is not assigned.");
    remote.out().flush();
  }
}
