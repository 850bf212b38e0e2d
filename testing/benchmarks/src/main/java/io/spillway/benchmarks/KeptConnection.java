package io.spillway.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/** Minimal HTTP client, so that the server dominates the measurement. */
record KeptConnection(Socket socket, InputStream in) implements AutoCloseable {

  private static final String LENGTH = "content-length: ";
  private static final int CREATED = 201;

  static KeptConnection to(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    return new KeptConnection(socket, new BufferedInputStream(socket.getInputStream()));
  }

  /**
   * Posts a message and reads the response.
   *
   * @return the length of the response's body
   * @throws IOException if the status is not 201
   */
  int post(String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    String head =
        "POST /api/streams/bench/messages HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Content-Type: application/json\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n";
    socket.getOutputStream().write((head + body).getBytes(UTF_8));
    String status = line();
    if (!status.contains(" " + CREATED + " ")) {
      throw new IOException("response status " + status);
    }
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Integer.parseInt(line.substring(LENGTH.length()));
      }
    }
    in.skipNBytes(length);
    return length;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String line() throws IOException {
    byte[] line = new byte[1_000];
    int length = 0;
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new EOFException("the server has closed the connection");
      }
      line[length++] = (byte) read;
    }
    return new String(line, 0, Math.max(0, length - 1), ISO_8859_1);
  }
}
