package io.spillway.core.policy;

import io.spillway.Policy;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.policy.PolicyStore;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Cache of the policy of each stream, so that a message costs no request. All streams without a
 * policy of their own share one that is compiled once for each revision of the default; the others
 * are bounded by the words that they hold, not by their number alone.
 */
final class PolicyCache {

  private final PolicyStore store;
  private final InstantSource clock;
  private final Executor background;
  private final Limits limits;
  private final RefreshingRevision inDefault;
  private final Shared shared;
  private final Map<String, Stream> streams = new LinkedHashMap<>(16, 0.75f, true);
  private long words;

  /**
   * How much is kept. The streams that nobody has asked for longest make room.
   *
   * @param streams most streams
   * @param words most words and hosts in the policies of streams that have their own; the one that
   *     was asked for last is kept whatever it holds
   */
  record Limits(int streams, long words) {}

  /** The policy of all streams that have none of their own. */
  private static final class Shared {
    private final Policy standard;
    private @Nullable Policy policy;
    private int number;

    Shared(Policy standard) {
      this.standard = standard;
    }

    /** Making one takes as long as its lists, so it is done once for each revision. */
    synchronized Policy policy(@Nullable PolicyRevision inDefault) {
      int wanted = number(inDefault);
      Policy made = policy;
      if (made == null || number != wanted) {
        made = PolicyVersion.compiled(standard, inDefault, null);
        policy = made;
        number = wanted;
      }
      return made;
    }
  }

  /** One stream: what is known, and the policy that was last made of its own. */
  private static final class Stream {
    private final RefreshingRevision known;
    private @Nullable Policy policy;
    private int inDefault;
    private int own;
    private volatile long words;

    Stream(RefreshingRevision known) {
      this.known = known;
    }

    synchronized Policy policy(
        Policy shared, @Nullable PolicyRevision inDefault, PolicyRevision revision) {
      Policy made = policy;
      if (made == null || this.inDefault != number(inDefault) || own != revision.number()) {
        made = PolicyVersion.onTopOf(shared, revision);
        policy = made;
        this.inDefault = number(inDefault);
        own = revision.number();
      }
      return made;
    }

    synchronized void forget() {
      policy = null;
    }
  }

  PolicyCache(
      PolicyStore store, Policy standard, InstantSource clock, Executor background, Limits limits) {
    this.store = store;
    this.clock = clock;
    this.background = background;
    this.limits = limits;
    this.inDefault = new RefreshingRevision(PolicyScope.DEFAULT, store, clock);
    this.shared = new Shared(standard);
  }

  Policy of(String streamId) {
    Stream stream = stream(streamId);
    PolicyRevision ofAll = inDefault.get(background);
    PolicyRevision own = stream.known.get(background);
    Policy inAll = shared.policy(ofAll);
    if (own == null || own.policy() == null) {
      stream.forget();
      weigh(streamId, stream, 0);
      return inAll;
    }
    Policy policy = stream.policy(inAll, ofAll, own);
    weigh(streamId, stream, words(policy));
    return policy;
  }

  private static long words(Policy policy) {
    return (long) policy.banned().size()
        + policy.suspect().size()
        + policy.links().allowedHosts().size();
  }

  private static long words(@Nullable PolicyDraft draft) {
    return draft == null
        ? 0
        : (long) draft.words().banned().size()
            + draft.words().suspect().size()
            + draft.words().allowed().size()
            + draft.links().allowedHosts().size();
  }

  private void weigh(String streamId, Stream stream, long weight) {
    if (stream.words == weight) {
      return;
    }
    synchronized (streams) {
      // Others may have made room of it meanwhile, or weighed it.
      if (streams.get(streamId) == stream) {
        words += weight - stream.words;
        stream.words = weight;
        makeRoom();
      }
    }
  }

  private void makeRoom() {
    Iterator<Stream> longestUnused = streams.values().iterator();
    while (streams.size() > limits.streams() || (words > limits.words() && streams.size() > 1)) {
      words -= longestUnused.next().words;
      longestUnused.remove();
    }
  }

  /** How many words and hosts are kept for streams that have a policy of their own. */
  long keptWords() {
    synchronized (streams) {
      return words;
    }
  }

  void learn(PolicyRevision stored) {
    String streamId = stored.scope().streamId();
    if (streamId == null) {
      inDefault.learn(stored);
    } else {
      Stream stream = stream(streamId);
      stream.known.learn(stored);
      weigh(streamId, stream, Math.max(stream.words, words(stored.policy())));
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

  private Stream stream(String streamId) {
    synchronized (streams) {
      Stream stream = streams.get(streamId);
      if (stream == null) {
        PolicyScope scope = PolicyScope.ofStream(streamId);
        stream = new Stream(new RefreshingRevision(scope, store, clock));
        streams.put(streamId, stream);
        makeRoom();
      }
      return stream;
    }
  }

  private static int number(@Nullable PolicyRevision revision) {
    return revision == null ? 0 : revision.number();
  }
}
