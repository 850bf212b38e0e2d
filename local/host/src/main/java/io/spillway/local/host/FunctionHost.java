package io.spillway.local.host;

import io.spillway.ports.queue.QueueNames;
import io.spillway.ports.queue.WorkQueue;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Runs functions on this machine: serves their routes below {@code /api}, delivers their queues,
 * runs their timers and their orchestrations, until {@link #stop()}. It speaks plain HTTP, and its
 * functions may ask for no key, so only programs of this machine are answered.
 *
 * <p>Orchestrations are kept in memory, and those that are under way at a stop are cut off. So who
 * starts one must not forget what it is about before it has ended.
 */
public final class FunctionHost implements AutoCloseable {

  private final HostSettings settings;
  private final HttpServer http;
  private final URI uri;
  private final List<QueuePolling> queues = new ArrayList<>();
  private final ScheduledThreadPoolExecutor timers;
  private final DurableHost durable;
  private final List<ServedRoute> routes;

  private FunctionHost(
      HttpServer http,
      List<TimerListener> timerListeners,
      DurableHost durable,
      List<ServedRoute> routes,
      HostSettings settings) {
    this.http = http;
    this.routes = List.copyOf(routes);
    this.durable = durable;
    this.settings = settings;
    this.uri = uri(settings.host(), http.port());
    this.timers = new ScheduledThreadPoolExecutor(Math.max(1, timerListeners.size()));
    timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    timerListeners.forEach(this::schedule);
  }

  /**
   * Starts to run functions.
   *
   * @param functions instances of classes with {@code @FunctionName} methods
   * @param queueNamed the queue of a name, and the poison queue of a name that ends in {@value
   *     QueueNames#POISON_SUFFIX}
   * @param clock by which timers are due, those of orchestrations too
   * @throws IllegalArgumentException for a function that this host cannot run, naming it
   * @throws java.io.UncheckedIOException when it cannot listen, say because the port is in use
   */
  public static FunctionHost start(
      List<?> functions,
      Function<String, WorkQueue> queueNamed,
      InstantSource clock,
      HostSettings settings) {
    DurableHost durable = new DurableHost(clock);
    FunctionCatalogue catalogue = FunctionCatalogue.of(functions, durable::context);
    List<TimerListener> timers =
        catalogue.timers().stream().map(timer -> new TimerListener(timer, clock)).toList();
    HttpServer http = HttpServer.start(new HttpRoutes(catalogue.http()), settings);
    durable.start(catalogue);
    FunctionHost host = new FunctionHost(http, timers, durable, routes(catalogue), settings);
    catalogue.queues().forEach(queue -> host.poll(queue, queueNamed));
    return host;
  }

  /** Where it listens, or did before it stopped, such as {@code http://127.0.0.1:7071}. */
  public URI uri() {
    return uri;
  }

  /** Every route that it serves. */
  public List<ServedRoute> routes() {
    return routes;
  }

  /** How many requests have been answered. */
  public long answered() {
    return http.answered();
  }

  /**
   * Stops: takes nothing more, answers every request and finishes every delivery that had begun,
   * each within {@link HostSettings#maxDrain()}.
   *
   * @return whether all of it ended in time
   */
  public boolean stop() {
    timers.shutdown();
    queues.forEach(QueuePolling::stopTaking);
    boolean drained = http.stop();
    try {
      for (QueuePolling queue : queues) {
        drained &= queue.awaitRunning(settings.maxDrain());
      }
      drained &= awaitTimers();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      drained = false;
    }
    durable.close();
    return drained;
  }

  /** A timer that waits between two steps is told to stop waiting. */
  private boolean awaitTimers() throws InterruptedException {
    if (timers.awaitTermination(1, TimeUnit.SECONDS)) {
      return true;
    }
    timers.shutdownNow();
    return timers.awaitTermination(1, TimeUnit.SECONDS);
  }

  /** Whether each connection ends with its answer by now. */
  boolean isStopping() {
    return http.isStopping();
  }

  @Override
  public void close() {
    stop();
  }

  private static List<ServedRoute> routes(FunctionCatalogue catalogue) {
    return catalogue.http().stream()
        .flatMap(
            http ->
                http.methods().stream()
                    .map(method -> new ServedRoute(method, HttpRoutes.path(http.route()))))
        .toList();
  }

  private void poll(FunctionCatalogue.Queue queue, Function<String, WorkQueue> queueNamed) {
    ExecutorService workers = workers(queue.queueName(), settings.queues().maxConcurrency());
    QueueListener listener =
        new QueueListener(
            queue,
            queueNamed.apply(queue.queueName()),
            queue.queueName().endsWith(QueueNames.POISON_SUFFIX)
                ? null
                : queueNamed.apply(queue.queueName() + QueueNames.POISON_SUFFIX),
            settings.queues(),
            workers);
    queues.add(QueuePolling.start(listener, workers));
  }

  private void schedule(TimerListener timer) {
    Duration delay = timer.untilDue();
    var unused = timers.schedule(() -> run(timer), delay.toMillis() + 1, TimeUnit.MILLISECONDS);
  }

  private void run(TimerListener timer) {
    timer.pump();
    if (!timers.isShutdown()) {
      schedule(timer);
    }
  }

  private static URI uri(String host, int port) {
    try {
      return new URI("http", null, host, port, null, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("it listens on a host that no URI can name", e);
    }
  }

  /** Its queue stays short, since a listener has no more than its bound under way. */
  private static ExecutorService workers(String queue, int bound) {
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            bound,
            bound,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new Thread(task, "queue-" + queue));
    workers.allowCoreThreadTimeOut(true);
    return workers;
  }
}
