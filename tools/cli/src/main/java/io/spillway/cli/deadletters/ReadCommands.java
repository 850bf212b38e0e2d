package io.spillway.cli.deadletters;

import static io.spillway.cli.terminal.Table.extra;
import static io.spillway.cli.terminal.Table.fixed;
import static io.spillway.cli.terminal.Table.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.remote.CallFailed;
import io.spillway.cli.remote.Deployment;
import io.spillway.cli.remote.ItemId;
import io.spillway.cli.remote.Listing;
import io.spillway.cli.remote.Remote;
import io.spillway.cli.remote.Times;
import io.spillway.cli.terminal.Table;
import io.spillway.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Read-only commands. */
final class ReadCommands {

  /** Key of the group of letters without the property, in a table. */
  static final String NO_KEY = "-";

  private ReadCommands() {}

  /** {@code list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists dead letters, latest first.")
  static final class ListLetters implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Selection selection = new Selection();
    @Mixin private Listing listing = new Listing();

    @Option(
        names = "--state",
        paramLabel = "STATE",
        description =
            "Only letters in this state: open, waiting (for an automatic retry), redriving, redriven or "
                + "discarded.")
    private @Nullable String state;

    @Override
    public Integer call() {
      Map<String, String> query = selection.parts();
      if (state != null) {
        query.put("state", state);
      }
      return remote.run(() -> listing.print(remote, "", query, table(), ListLetters::row));
    }

    private static Table table() {
      return new Table(
          fixed("ID"),
          fixed("STATE"),
          extra("STREAM"),
          extra("FAILURE"),
          extra("TYPE"),
          extra("DEAD-LETTERED"),
          extra("REDRIVES"),
          extra("FINGERPRINT"),
          text("MESSAGE"));
    }

    private static String[] row(JsonNode letter) {
      return new String[] {
        letter.path("deadLetterId").asText(),
        letter.path("state").asText(),
        letter.path("streamId").asText(),
        letter.path("failure").path("code").asText(),
        letter.path("eventType").asText("-"),
        Times.seconds(letter.path("buriedAt")),
        letter.path("redrives").asText(),
        letter.path("fingerprint").asText(),
        letter.path("failure").path("message").asText()
      };
    }
  }

  /** {@code groups}. */
  @Command(
      name = "groups",
      mixinStandardHelpOptions = true,
      description = "Groups dead letters, the largest group first.")
  static final class Groups implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Selection selection = new Selection();

    @Option(
        names = "--state",
        paramLabel = "STATE",
        defaultValue = "open",
        description = "Only letters in this state (default: ${DEFAULT-VALUE}).")
    private String state = "";

    @Option(
        names = "--by",
        paramLabel = "PROPERTY",
        defaultValue = "cause",
        description =
            "The common property: cause, type, stream or exception (default: ${DEFAULT-VALUE}).")
    private String by = "";

    @Override
    public Integer call() {
      return remote.run(this::groups);
    }

    private void groups() {
      Map<String, String> query = selection.parts();
      query.put("state", state);
      query.put("groupBy", by);
      ObjectNode groups = remote.deployment().get("/groups", query);
      if (remote.json()) {
        remote.print(groups);
        return;
      }
      Table table =
          new Table(
              fixed(keyTitle()),
              fixed("COUNT"),
              extra("FAILURE"),
              text("MESSAGE"),
              fixed("EXAMPLE"),
              extra("LAST"),
              text("NOTE"));
      for (JsonNode group : groups.path("items")) {
        table.add(
            group.path("key").asText().isEmpty() ? NO_KEY : group.path("key").asText(),
            group.path("count").asText(),
            group.path("failure").path("code").asText("various"),
            group.path("failure").path("message").asText(),
            group.path("exampleId").asText(),
            Times.seconds(group.path("last")),
            group.path("note").path("text").asText());
      }
      table.print(remote.out());
      if (!groups.path("complete").asBoolean()) {
        remote.warn("Incomplete: too many dead letters. Use filter options.");
      }
    }

    private String keyTitle() {
      return by.equals("cause") ? "FINGERPRINT" : by.toUpperCase(Locale.ROOT);
    }
  }

  /** {@code show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows one dead letter with all details.")
  static final class Show implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();

    @Parameters(paramLabel = "ID", description = "The dead letter's id.", converter = ItemId.class)
    private String id = "";

    @Override
    public Integer call() {
      return remote.run(
          () -> {
            ObjectNode letter = remote.deployment().get(Deployment.part(id), Map.of());
            if (remote.json()) {
              remote.print(letter);
            } else {
              LetterDetails.print(letter, remote.out());
            }
          });
    }
  }

  /** {@code export}. */
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Exports complete dead letters, one JSON object on each line.")
  static final class Export implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Selection selection = new Selection();

    @Option(names = "--out", paramLabel = "FILE", description = "Write to FILE (must not exist).")
    private @Nullable Path file;

    @Override
    public Integer call() {
      return remote.run(this::export);
    }

    private void export() {
      if (file == null) {
        write(remote.out());
        return;
      }
      try (PrintWriter out =
          new PrintWriter(
              Files.newBufferedWriter(
                  file,
                  StandardCharsets.UTF_8,
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.WRITE))) {
        int count = write(out);
        if (out.checkError()) {
          throw new CallFailed("could not write all letters to " + file);
        }
        remote.out().println(count + " dead letters exported to " + file);
      } catch (IOException e) {
        throw remote.bad("--out cannot be written, or already exists: " + file);
      }
    }

    private int write(PrintWriter out) {
      AtomicInteger count = new AtomicInteger();
      remote
          .deployment()
          .each(
              "",
              selection.parts(),
              letter -> {
                out.println(Json.text(letter));
                count.incrementAndGet();
              });
      out.flush();
      return count.get();
    }
  }
}
