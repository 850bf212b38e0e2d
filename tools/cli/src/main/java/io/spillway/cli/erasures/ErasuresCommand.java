package io.spillway.cli.erasures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.remote.Deployment;
import io.spillway.cli.remote.Details;
import io.spillway.cli.remote.ItemId;
import io.spillway.cli.remote.Remote;
import io.spillway.cli.remote.Times;
import io.spillway.wire.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spillway erasures}. */
@Command(
    name = "erasures",
    header = "Requests and shows erasures of authors' data of any deployment.",
    mixinStandardHelpOptions = true,
    description = "Requires the deployment's URL and an operator's key.",
    subcommands = {ErasuresCommand.Request.class, ErasuresCommand.Show.class})
public final class ErasuresCommand {

  /** {@code request}. */
  @Command(
      name = "request",
      mixinStandardHelpOptions = true,
      description = "Erases all data of an author, permanently, within minutes.")
  static final class Request implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();

    @Parameters(paramLabel = "NAME", description = "The author's name.")
    private String name = "";

    @Option(
        names = "--stream",
        paramLabel = "ID",
        description = "Erase on this stream only; without it on all.")
    private @Nullable String streamId;

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description =
            "Reason, for the audit trail, such as the request's number; without the name.")
    private String reason = "";

    @Option(names = "--yes", description = "Confirm; required, because nothing can be restored.")
    private boolean yes;

    @Override
    public Integer call() {
      if (!yes) {
        throw remote.bad("--yes is required, because an erasure is permanent");
      }
      ObjectNode body = Json.object().put("author", name).put("reason", reason);
      if (streamId != null) {
        body.put("streamId", streamId);
      }
      return remote.run(() -> print(remote, remote.deployment().post("", body, null)));
    }
  }

  /** {@code show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows an erasure: its state, and the number of erased items by kind.")
  static final class Show implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();

    @Parameters(paramLabel = "ID", description = "The erasure's id.", converter = ItemId.class)
    private String id = "";

    @Override
    public Integer call() {
      return remote.run(
          () -> print(remote, remote.deployment().get(Deployment.part(id), Map.of())));
    }
  }

  private static void print(Remote remote, JsonNode erasure) {
    if (remote.json()) {
      remote.print(erasure);
      return;
    }
    Details details = new Details(remote.out());
    details.line("Erasure", erasure.path("erasureId"));
    details.line("State", erasure.path("state"));
    details.line("Stream", erasure.path("streamId").asText("all"));
    details.line("Requested", Times.seconds(erasure.path("requestedAt")));
    details.line("By", erasure.path("requestedBy"));
    if (erasure.has("finishedAt")) {
      details.line("Finished", Times.seconds(erasure.path("finishedAt")));
    }
    erasure
        .path("done")
        .fields()
        .forEachRemaining(
            kind -> details.line("Erased", kind.getValue().asText() + ' ' + kind.getKey()));
    remote.out().flush();
  }
}
