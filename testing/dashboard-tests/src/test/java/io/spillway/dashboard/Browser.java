package io.spillway.dashboard;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Separate tab in a browser that no other test uses at the same time. Tests are isolated: storage,
 * scripts and emulation belong to a tab, and each server is another origin.
 */
final class Browser implements AutoCloseable {

  private static final Duration PATIENCE =
      Duration.ofSeconds(Integer.getInteger("spillway.patience", 60));

  /** Browsers with an empty tab, because starting one takes seconds. */
  private static final Queue<ChromeDriver> IDLE = new ConcurrentLinkedQueue<>();

  private final ChromeDriver driver;
  private final URI server;

  private Browser(ChromeDriver driver, URI server) {
    this.driver = driver;
    this.server = server;
  }

  /** Opens a tab in an idle browser, or in a new one. */
  static Browser open(URI server) {
    ChromeDriver idle = IDLE.poll();
    return new Browser(idle == null ? start() : idle, server).size(1440, 900);
  }

  /** Starts Debian's headless Chromium. */
  private static ChromeDriver start() {
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(System.getProperty("spillway.chromium", "/usr/bin/chromium"));
    options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--lang=en-GB",
        "--user-data-dir=" + newProfile());
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(
                Path.of(System.getProperty("spillway.chromedriver", "/usr/bin/chromedriver"))
                    .toFile())
            .usingAnyFreePort()
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    Runtime.getRuntime().addShutdownHook(new Thread(driver::quit));
    return driver;
  }

  private static Path newProfile() {
    try {
      return Files.createTempDirectory("spillway-browser");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Browser size(int width, int height) {
    // A window cannot be as narrow as a telephone, but an emulated page can.
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    driver.manage().window().setSize(new Dimension(width, height));
    return this;
  }

  /** Emulates the scheme {@code light} or {@code dark}, and reduced motion. */
  Browser prefers(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    return this;
  }

  /** Emulates the few colours that a person has chosen for all pages. */
  Browser forcedColors() {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "forced-colors", "value", "active"))));
    return this;
  }

  /** Cuts or restores the page's connection; both are told to the page by the browser. */
  Browser offline(boolean offline) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    return this;
  }

  /** Opens a page by its hash, such as {@code /review?severity=HIGH}. */
  Browser visit(String page) {
    driver.get("about:blank");
    driver.get(server + "/dashboard#" + page);
    return this;
  }

  /** Opens another page as a link in this one would. */
  Browser follow(String page) {
    run("location.hash = arguments[0]", page);
    return this;
  }

  Browser reload() {
    driver.navigate().refresh();
    return this;
  }

  String url() {
    return String.valueOf(driver.getCurrentUrl());
  }

  /** Types keys at the focus. */
  Browser press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
    return this;
  }

  /** Holds Enter down until it has repeated nine times. */
  Browser holdEnter() {
    for (int i = 0; i < 10; i++) {
      command(
          "Input.dispatchKeyEvent",
          Map.of(
              "type", "keyDown",
              "key", "Enter",
              "text", "\r",
              "windowsVirtualKeyCode", 13,
              "autoRepeat", i > 0));
    }
    return this;
  }

  /** Types a key at the focus while another is held. */
  Browser pressWith(Keys held, CharSequence key) {
    new Actions(driver).keyDown(held).sendKeys(key).keyUp(held).perform();
    return this;
  }

  Browser focus(By element) {
    run("arguments[0].focus()", find(element));
    return this;
  }

  Browser tab() {
    return press(Keys.TAB);
  }

  String focused() {
    return String.valueOf(
        run("const e = document.activeElement; return (e.id || e.textContent).trim();"));
  }

  /** Clicks a button by the beginning of its text, in the dialog in front if one is open. */
  Browser click(String text) {
    String front = count("dialog[open]") == 0 ? "" : "(//dialog[@open])[last()]";
    find(By.xpath(front + "//button[starts-with(normalize-space(), '" + text + "')]")).click();
    return this;
  }

  Browser click(By element) {
    find(element).click();
    return this;
  }

  Browser type(By field, String text) {
    WebElement found = find(field);
    found.clear();
    found.sendKeys(text);
    return this;
  }

  /** Selects an option by its text. */
  Browser choose(By list, String text) {
    new Select(find(list)).selectByVisibleText(text);
    return this;
  }

  WebElement find(By element) {
    return until(
        element + " is there",
        () ->
            driver.findElements(element).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
  }

  int count(String css) {
    return driver.findElements(By.cssSelector(css)).size();
  }

  String text(String css) {
    return find(By.cssSelector(css)).getText();
  }

  /** Returns the sums of a table's numeric columns. */
  List<Integer> sums(String css) {
    Object sums =
        run(
            """
            const sums = [];
            for (const row of document.querySelectorAll(arguments[0] + ' tbody tr')) {
              row.querySelectorAll('.number').forEach((cell, at) => {
                sums[at] = (sums[at] || 0) + Number(cell.textContent);
              });
            }
            return sums;
            """,
            css);
    return ((List<?>) sums).stream().map(sum -> ((Number) sum).intValue()).toList();
  }

  List<String> texts(String css) {
    return driver.findElements(By.cssSelector(css)).stream().map(WebElement::getText).toList();
  }

  Browser shows(String text) {
    until("the page shows: " + text, () -> page().contains(text) ? text : null);
    return this;
  }

  Browser showsNot(String text) {
    until("the page shows no longer: " + text, () -> page().contains(text) ? null : text);
    return this;
  }

  Browser until(BooleanSupplier holds) {
    until("it holds", () -> holds.getAsBoolean() ? true : null);
    return this;
  }

  /** Returns the page's text; the driver's own method is far slower. */
  private String page() {
    return String.valueOf(run("return document.body.innerText"));
  }

  boolean isShown(String text) {
    return page().contains(text);
  }

  Map<String, Object> command(String name, Map<String, Object> parameters) {
    return driver.executeCdpCommand(name, parameters);
  }

  /** Returns a script's result; an empty text for none. */
  Object run(String script, Object... arguments) {
    return requireNonNullElse(((JavascriptExecutor) driver).executeScript(script, arguments), "");
  }

  Object await(String script) {
    driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
    return requireNonNullElse(driver.executeAsyncScript(script), "");
  }

  byte[] picture() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  /** Returns the browser's errors: failed scripts, and requests blocked by the policy. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .map(LogEntry::getMessage)
        .filter(message -> !message.contains("the server responded with a status of"))
        .toList();
  }

  /** Opens a page in a further tab, which is closed after the steps. */
  void inAnotherTab(String page, Runnable steps) {
    String used = driver.getWindowHandle();
    driver.switchTo().newWindow(WindowType.TAB);
    visit(page);
    steps.run();
    driver.close();
    driver.switchTo().window(used);
  }

  /** Forgets what the page has kept: the port of a later server may be the same. */
  @Override
  public void close() {
    driver.executeCdpCommand(
        "Storage.clearDataForOrigin",
        Map.of("origin", server.toString(), "storageTypes", "local_storage"));
    String used = driver.getWindowHandle();
    String empty = driver.switchTo().newWindow(WindowType.TAB).getWindowHandle();
    driver.switchTo().window(used).close();
    driver.switchTo().window(empty);
    complaints();
    IDLE.add(driver);
  }

  private <T> T until(String what, Supplier<@Nullable T> found) {
    return new WebDriverWait(driver, PATIENCE)
        .pollingEvery(Duration.ofMillis(50))
        .ignoring(StaleElementReferenceException.class)
        .withMessage(() -> what + "; but it shows: " + page())
        .until(ignored -> found.get());
  }
}
