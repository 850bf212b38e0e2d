package io.spillway.cli.policies;

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
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spillway policies}. */
@Command(
    name = "policies",
    header = "Shows policies of any deployment and lists their versions.",
    mixinStandardHelpOptions = true,
    description = "Requires the deployment's URL and a moderator's key.",
    subcommands = {PoliciesCommand.ListAll.class, PoliciesCommand.Show.class})
public final class PoliciesCommand {

  /** The policy of a command. */
  static final class Target {
    @Option(
        names = "--stream",
        paramLabel = "ID",
        description = "The stream's own policy; without it the default policy.",
        converter = ItemId.class)
    private @Nullable String streamId;

    String path() {
      return streamId == null ? "/default" : "/streams" + Deployment.part(streamId);
    }
  }

  /** {@code list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the versions of a policy, latest first.")
  static final class ListAll implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Target target = new Target();
    @Mixin private Listing listing = new Listing();

    @Override
    public Integer call() {
      return remote.run(
          () -> listing.print(remote, target.path() + "/versions", Map.of(), table(), this::row));
    }

    private static Table table() {
      return new Table(
          fixed("VERSION"), extra("CHANGED"), extra("BY"), fixed("STATE"), text("NOTE"));
    }

    private String[] row(JsonNode version) {
      return new String[] {
        version.path("number").asText(),
        Times.seconds(version.path("at")),
        version.path("who").asText(),
        version.path("ends").asBoolean() ? "removed" : "set",
        version.path("note").asText()
      };
    }
  }

  /** {@code show}. Without the standard help options, because they include {@code --version}. */
  @Command(
      name = "show",
      description = "Shows the policy that is set, or an earlier version, without inherited parts.")
  static final class Show implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Target target = new Target();

    @Option(
        names = "--version",
        paramLabel = "N",
        description = "This version; without it the latest.")
    private @Nullable Integer version;

    @SuppressWarnings("UnusedVariable") // picocli reads the annotation
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Show this help message and exit.")
    private boolean help;

    @Override
    public Integer call() {
      String path = target.path() + (version == null ? "" : "/versions/" + version);
      return remote.run(
          () -> {
            ObjectNode policy = remote.deployment().get(path, Map.of());
            if (remote.json()) {
              remote.print(policy);
            } else {
              PolicyText.print(policy, remote.out());
            }
          });
    }
  }
}
