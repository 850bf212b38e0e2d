package io.spillway.cli.authors;

import static io.spillway.cli.terminal.Table.extra;
import static io.spillway.cli.terminal.Table.fixed;
import static io.spillway.cli.terminal.Table.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.remote.Listing;
import io.spillway.cli.remote.QueryParameters;
import io.spillway.cli.remote.Remote;
import io.spillway.cli.remote.Times;
import io.spillway.cli.terminal.Table;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spillway authors}. */
@Command(
    name = "authors",
    header = "Shows authors of any deployment and lists their messages.",
    mixinStandardHelpOptions = true,
    description = "Requires the deployment's URL and a moderator's key.",
    subcommands = {AuthorsCommand.Show.class, AuthorsCommand.Messages.class})
public final class AuthorsCommand {

  /** The author of a command. */
  static final class Target {
    @Parameters(paramLabel = "NAME", description = "The author's name.")
    private String name = "";

    @Option(names = "--stream", paramLabel = "ID", description = "Only what is on this stream.")
    private @Nullable String streamId;

    QueryParameters query() {
      return new QueryParameters().with("author", name).with("streamId", streamId);
    }
  }

  /** {@code show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description =
          "Shows an author's restrictions, numbers and notes, with --stream also the standing; "
              + "without texts of messages.")
  static final class Show implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Target target = new Target();

    @Override
    public Integer call() {
      return remote.run(
          () -> {
            ObjectNode author = remote.deployment().get("", target.query().map());
            if (remote.json()) {
              remote.print(author);
            } else {
              AuthorText.print(author, remote.out());
            }
          });
    }
  }

  /** {@code messages}. */
  @Command(
      name = "messages",
      mixinStandardHelpOptions = true,
      description = "Lists an author's published messages, latest first.")
  static final class Messages implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Target target = new Target();
    @Mixin private Listing listing = new Listing();

    @Option(
        names = "--from",
        paramLabel = "TIME",
        description = "Only messages sent at this time or later (ISO 8601).")
    private @Nullable String from;

    @Option(
        names = "--to",
        paramLabel = "TIME",
        description = "Only messages sent before this time (ISO 8601).")
    private @Nullable String to;

    @Override
    public Integer call() {
      Map<String, String> query = target.query().with("from", from).with("to", to).map();
      return remote.run(() -> listing.print(remote, "/messages", query, table(), Messages::row));
    }

    private static Table table() {
      return new Table(
          fixed("ID"), extra("STREAM"), extra("SENT"), extra("MODERATION"), text("TEXT"));
    }

    private static String[] row(JsonNode message) {
      return new String[] {
        message.path("messageId").asText(),
        message.path("streamId").asText(),
        Times.seconds(message.path("sentAt")),
        message.path("moderation").path("status").asText(),
        message.path("text").asText()
      };
    }
  }
}
