package io.spillway.simulation;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.ports.audit.AuditAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators who order erasures of an author's data, on one stream or on all. */
final class Erasers {

  private static final String NAME = "pia";

  /**
   * Order of an erasure that was or may have been accepted.
   *
   * @param id the id; null if no response came
   * @param until the end of the erased period
   */
  private record Order(
      @Nullable String id, String author, @Nullable String streamId, Instant until) {

    boolean isAbout(String other, String stream, @Nullable Instant sentAt) {
      return author.equals(other)
          && (streamId == null || streamId.equals(stream))
          && (sentAt == null || !sentAt.isAfter(until));
    }
  }

  private final World world;
  private final List<Order> orders = new ArrayList<>();

  Erasers(World world) {
    this.world = world;
  }

  void erase(ScriptStep step) {
    String author = Viewers.AUTHORS[step.a() % Viewers.AUTHORS.length];
    String stream = step.b() % 3 == 0 ? Viewers.STREAMS[step.c() % 2] : null;
    SimulatedRequest request = SimulatedRequest.empty(NAME);
    if (stream != null) {
      request.where("streamId", stream);
    }
    Reply reply = world.ask(step.process(), request.to(HttpMethod.DELETE, "authors", author));
    if (reply == null || reply.isUnsure()) {
      orders.add(new Order(null, author, stream, world.clock().instant()));
    } else if (reply.isOk()) {
      Instant at = Instant.parse(reply.body().path("requestedAt").asText());
      String id = reply.body().path("erasureId").asText();
      orders.add(new Order(id, author, stream, at));
      world.audit().require(AuditAction.ERASE, entry -> entry.id().equals(id), false, id);
    }
  }

  /**
   * Returns whether an author's data may be erased by now.
   *
   * @param sentAt the time of sending; null if unknown
   */
  boolean mayErase(String author, String streamId, @Nullable Instant sentAt) {
    return orders.stream().anyMatch(order -> order.isAbout(author, streamId, sentAt));
  }

  /** Returns the ids of acknowledged erasures. */
  List<String> promised() {
    return orders.stream().map(Order::id).filter(id -> id != null).toList();
  }
}
