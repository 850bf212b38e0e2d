package io.spillway.core.policy;

import io.spillway.core.moderation.Policy;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.policy.PolicyStore;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The policy of each stream, kept in the process so that a message costs no request. */
final class PoliciesInForce {

  private final PolicyStore store;
  private final Policy standard;
  private final InstantSource clock;
  private final Executor background;
  private final int maxStreams;
  private final KnownRevision inDefault;
  private final Map<String, Stream> streams = new LinkedHashMap<>(16, 0.75f, true);

  /** One stream: what is known, and the policy that was last made of it. */
  private static final class Stream {
    private final KnownRevision known;
    private @Nullable Policy policy;
    private int inDefault;
    private int own;

    Stream(KnownRevision known) {
      this.known = known;
    }

    /** Making one takes as long as its lists; so it is done once for each change. */
    synchronized Policy policy(
        Policy standard, @Nullable PolicyRevision inDefault, @Nullable PolicyRevision own) {
      Policy made = policy;
      if (made == null || this.inDefault != number(inDefault) || this.own != number(own)) {
        made = PolicyVersion.compiled(standard, inDefault, own);
        policy = made;
        this.inDefault = number(inDefault);
        this.own = number(own);
      }
      return made;
    }
  }

  PoliciesInForce(
      PolicyStore store,
      Policy standard,
      InstantSource clock,
      Executor background,
      int maxStreams) {
    this.store = store;
    this.standard = standard;
    this.clock = clock;
    this.background = background;
    this.maxStreams = maxStreams;
    this.inDefault = new KnownRevision(PolicyScope.DEFAULT, store, clock);
  }

  Policy of(String streamId) {
    Stream stream = stream(streamId);
    return stream.policy(standard, inDefault.get(background), stream.known.get(background));
  }

  void learn(PolicyRevision stored) {
    String streamId = stored.scope().streamId();
    if (streamId == null) {
      inDefault.learn(stored);
    } else {
      stream(streamId).known.learn(stored);
    }
  }

  /** Code of a failure that keeps a policy from being up to date; null when none does. */
  @Nullable String failure() {
    if (inDefault.failure() != null) {
      return inDefault.failure();
    }
    synchronized (streams) {
      for (Stream stream : streams.values()) {
        if (stream.known.failure() != null) {
          return stream.known.failure();
        }
      }
      return null;
    }
  }

  /** The stream that nobody has asked for longest makes room. */
  private Stream stream(String streamId) {
    synchronized (streams) {
      Stream stream = streams.get(streamId);
      if (stream == null) {
        if (streams.size() >= maxStreams) {
          streams.remove(streams.keySet().iterator().next());
        }
        PolicyScope scope = PolicyScope.ofStream(streamId);
        stream = new Stream(new KnownRevision(scope, store, clock));
        streams.put(streamId, stream);
      }
      return stream;
    }
  }

  private static int number(@Nullable PolicyRevision revision) {
    return revision == null ? 0 : revision.number();
  }
}
