package io.spillway.cli.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.remote.Remote;
import io.spillway.wire.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spillway dead-letters note}. */
@Command(
    name = "note",
    mixinStandardHelpOptions = true,
    description = "Sets or deletes the note about a group, such as a ticket's number.")
final class GroupNoteCommand implements Callable<Integer> {

  @Mixin private Remote remote = new Remote();

  @Parameters(
      paramLabel = "KEY",
      description = "The group's key in the first column of groups, such as a fingerprint.")
  private String key = "";

  @Option(
      names = "--by",
      paramLabel = "PROPERTY",
      defaultValue = "cause",
      description =
          "The groups' common property: cause, type, stream or exception"
              + " (default: ${DEFAULT-VALUE}).")
  private String by = "";

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      required = true,
      description = "The note, for other operators; an empty one deletes it.")
  private String text = "";

  @Override
  public Integer call() {
    ObjectNode body =
        Json.object()
            .put("groupBy", by)
            .put("key", key.equals(ReadCommands.NO_KEY) ? "" : key)
            .put("text", text);
    return remote.run(
        () -> {
          ObjectNode answer = remote.deployment().post("/groups/note", body, null);
          if (remote.json()) {
            remote.print(answer);
            return;
          }
          String result = answer.hasNonNull("note") ? "is set" : "is deleted";
          remote.out().println("Note about " + key + ' ' + result + '.');
          remote.out().flush();
        });
  }
}
