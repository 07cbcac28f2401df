package org.cloudinit.core.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A server on this machine that answers as it is told to, well or badly. */
public final class TestServer implements AutoCloseable {
    /** One answer of the server. */
    public interface Answer {
        /** Writes it; the connection is closed behind it. */
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final String scheme;
    private final Map<String, List<Answer>> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private TestServer(ServerSocket socket, String scheme) {
        this.socket = socket;
        this.scheme = scheme;
    }

    /** A server for {@code http}. */
    public static TestServer start() throws IOException {
        return start(ServerSocketFactory.getDefault(), "http");
    }

    static TestServer start(ServerSocketFactory sockets, String scheme) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        var server = new TestServer(sockets.createServerSocket(0, 50, here), scheme);
        var thread = new Thread(server::serve, "test server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    /** What a path answers, in turn; the last answer is repeated. */
    public TestServer on(String path, Answer... inTurn) {
        answers.put(path, List.of(inTurn));
        return this;
    }

    /** An ordinary answer. */
    public static Answer ok(String content) {
        return status("200 OK", content);
    }

    /** An answer with a status of one's own, and header lines behind it. */
    public static Answer status(String status, String content, String... headers) {
        byte[] body = content.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        head.append("Content-Length: ").append(body.length).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        byte[] written = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        return out -> {
            out.write(written);
            out.write(body);
        };
    }

    /** Address of a path. */
    public String url(String path) {
        return scheme + "://localhost:" + socket.getLocalPort() + path;
    }

    /** Port that it listens on. */
    public int port() {
        return socket.getLocalPort();
    }

    /** How often a path was asked for. */
    public int asked(String path) {
        return asked.getOrDefault(path, 0);
    }

    /** The heads of all requests. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                var thread = new Thread(() -> answer(connection), "test answer");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException _) {
                return;
            }
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    connection.getInputStream(), StandardCharsets.ISO_8859_1));
            var head = new StringBuilder();
            for (String line = in.readLine();
                    line != null && !line.isEmpty();
                    line = in.readLine()) {
                head.append(line).append('\n');
            }
            if (head.isEmpty()) {
                return;
            }
            requests.add(head.toString());
            String path = head.toString().split(" ", 3)[1];
            int count = asked.merge(path, 1, Integer::sum);
            List<Answer> inTurn = answers.getOrDefault(path, List.of(status("404 Not Found", "")));
            inTurn.get(Math.min(count, inTurn.size()) - 1).write(connection.getOutputStream());
        } catch (IOException | InterruptedException _) {
            // Whoever asked has gone: that is what some tests want.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
