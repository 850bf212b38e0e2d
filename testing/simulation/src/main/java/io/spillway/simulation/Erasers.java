package io.spillway.simulation;

import com.microsoft.azure.functions.HttpMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators have what an author wrote erased, on one stream or on all. */
final class Erasers {

  private static final String NAME = "pia";

  /**
   * What was asked for, or may have been.
   *
   * @param id null when no answer came
   * @param until what was sent later stays
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
      orders.add(new Order(reply.body().path("erasureId").asText(), author, stream, at));
    }
  }

  /**
   * Whether what an author sent may be gone, or be going.
   *
   * @param sentAt null when that is not known
   */
  boolean mayErase(String author, String streamId, @Nullable Instant sentAt) {
    return orders.stream().anyMatch(order -> order.isAbout(author, streamId, sentAt));
  }

  /** The ids of those that somebody was promised. */
  List<String> promised() {
    return orders.stream().map(Order::id).filter(id -> id != null).toList();
  }
}
