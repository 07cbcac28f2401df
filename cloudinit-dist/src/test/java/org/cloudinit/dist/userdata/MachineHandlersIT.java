package org.cloudinit.dist.userdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What only a real machine runs, through the image: part handlers that the machine and its
 * user-data bring, includes of a file and, once the network is up, of a server, and a template. The
 * machine is a root of its own into which this system's programs are bound.
 */
class MachineHandlersIT {
    private static final Path IMAGE = Path.of("target/image").toAbsolutePath();

    /** Enters the root at $0 with what it has of this system; its network is this system's. */
    private static final String ENTER =
            "for name in usr proc sys dev; do mkdir -p \"$0/$name\" &&"
                    + " mount --rbind \"/$name\" \"$0/$name\" || exit 91; done;"
                    + " for name in bin sbin lib lib64; do if [ -L \"/$name\" ]; then"
                    + " ln -sfn \"$(readlink \"/$name\")\" \"$0/$name\"; elif [ -d \"/$name\" ];"
                    + " then mkdir -p \"$0/$name\" && mount --rbind \"/$name\" \"$0/$name\"; fi;"
                    + " done; mkdir -p \"$0/opt/image\" && mount --bind \"$1\" \"$0/opt/image\""
                    + " && shift && exec chroot \"$0\" /opt/image/bin/cloud-init \"$@\"";

    private static final String CONFIG =
            """
            datasource_list: [ConfigDrive]
            network: {config: disabled}
            cloud_init_modules: []
            part_handlers: {time_limit: 60}
            system_info: {distro: debian}
            """;

    private static final String PYTHON =
            """
            #part-handler
            handler_version = %d
            def list_types():
                return ["text/x-v%d"]
            def handle_part(data, ctype, filename, payload, frequency%s):
                with open("/var/lib/noted", "a") as out:
                    out.write(" ".join(["v%d", str(ctype), str(payload).strip(), frequency]) + "\\n")
            """;

    private static final String PROGRAM =
            """
            #!/bin/sh
            while read -r key value; do
              case "$key $value" in
                "call: list_types") answer="type: text/x-program\\n" ;;
                "call: handle_part") answer= ;;
                "payload: "*) echo "program $(echo "$value" | base64 -d)" >> /var/lib/noted ;;
                " ") printf "${answer}done\\n" ;;
              esac
            done
            """;

    private static final String JAVA =
            """
            package com.example.handler;
            import java.io.IOException;
            import java.nio.file.*;
            import org.cloudinit.api.spi.*;
            public final class Handler implements PartHandler {
                public java.util.Set<String> types() { return java.util.Set.of("text/x-java"); }
                public Frequency frequency() { return Frequency.PER_INSTANCE; }
                public Session begin(HandlerContext context) {
                    return new Session() {
                        public void handle(Part part) throws IOException {
                            String text = part.content().revealText();
                            if (text.contains("hush")) throw new IOException(text);
                            Files.writeString(
                                    Path.of("/var/lib/noted"), "java " + text + "\\n",
                                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        }
                        public void end() {}
                    };
                }
            }
            """;

    @TempDir private Path folder;
    private Path root = Path.of("");

    @Test
    void eachIsRunAsItWouldBeOnAMachine() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root's rights");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "python3 is not installed");
        assumeTrue(run("unshare", "--mount", "true") == 0, "unshare --mount is not allowed");
        root = Files.createDirectory(folder.resolve("root"));
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var thread = new Thread(() -> serve(server), "server");
            thread.setDaemon(true);
            thread.start();
            makeMachine(server.getLocalPort());
            assertEquals(0, cloudInit("--debug", "init", "--local"), output());
            assertFalse(Files.exists(root.resolve("var/lib/noted")), "too early");
            assertEquals(0, cloudInit("--debug", "init"), output());
        }
        assertEquals(
                """
                v2 __begin__ None once-per-instance
                v3 __begin__ None once-per-instance
                v2 text/x-v2 for two once-per-instance
                v3 text/x-v3 for three once-per-instance
                program for the program
                java for Java
                v2 __end__ None once-per-instance
                v3 __end__ None once-per-instance
                """,
                sorted(Files.readString(root.resolve("var/lib/noted"))));
        assertEquals(
                """
                #cloud-config

                # from 3 files
                # part-007
                # part-008
                # part-009

                ---
                of_file: 1
                of_server: 2
                of_template: i-1
                ...
                """,
                Files.readString(root.resolve("var/lib/cloud/instances/i-1/cloud-config.txt")));
        String said = output();
        assertTrue(said.contains("TimedHandler at part-010: it failed with IOException"), said);
        assertFalse(said.contains("hush"), "user-data is in the log");
    }

    /** The end of a walk asks its handlers in any order. */
    private static String sorted(String notes) {
        List<String> lines = new ArrayList<>(notes.lines().toList());
        List<String> ends = lines.stream().filter(l -> l.contains("__end__")).sorted().toList();
        lines.removeAll(ends);
        lines.addAll(ends);
        return String.join("\n", lines) + "\n";
    }

    private void makeMachine(int port) throws IOException {
        write("etc/cloud/cloud.cfg", CONFIG);
        write("etc/hostname", "vm\n");
        write("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n");
        write("etc/group", "root:x:0:\n");
        write("etc/included", "#cloud-config\nof_file: 1\n");
        for (String name : List.of("run", "tmp", "var/log", "var/tmp")) {
            Files.createDirectories(root.resolve(name));
        }
        String drive = "var/lib/cloud/seed/config_drive/openstack/latest/";
        write(drive + "meta_data.json", "{\"uuid\": \"i-1\"}");
        write(drive + "user_data", userData(port));
        Path program = write("var/lib/cloud/handlers/10-program", PROGRAM);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        makeJar(root.resolve("var/lib/cloud/handlers/20-java.jar"));
    }

    private static String userData(int port) {
        var parts = new ArrayList<Map.Entry<String, String>>();
        parts.add(Map.entry("part-handler", PYTHON.formatted(2, 2, "", 2)));
        parts.add(Map.entry("part-handler", PYTHON.formatted(3, 3, ", headers", 3)));
        parts.add(Map.entry("x-v2", "for two"));
        parts.add(Map.entry("x-v3", "for three"));
        parts.add(Map.entry("x-program", "for the program"));
        parts.add(Map.entry("x-java", "for Java"));
        parts.add(
                Map.entry(
                        "x-include-url",
                        "#include\nfile:///etc/included\nhttp://127.0.0.1:" + port + "/cc\n"));
        parts.add(
                Map.entry(
                        "jinja2",
                        "## template: jinja\n#cloud-config\nof_template: {{ v1.instance_id }}\n"));
        parts.add(Map.entry("x-java", "hush-4711"));
        var message = new StringBuilder("MIME-Version: 1.0\n");
        message.append("Content-Type: multipart/mixed; boundary=\"b\"\n\n");
        parts.forEach(
                part ->
                        message.append("--b\nContent-Type: text/")
                                .append(part.getKey())
                                .append("\n\n")
                                .append(part.getValue())
                                .append("\n"));
        return message.append("--b--\n").toString();
    }

    private Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** A module that provides a handler, compiled against the image's modules. */
    private void makeJar(Path jar) throws IOException {
        Path source = Files.createDirectories(folder.resolve("source/com/example/handler"));
        Files.writeString(source.resolve("Handler.java"), JAVA);
        Path info = folder.resolve("source/module-info.java");
        Files.writeString(
                info,
                "module com.example.handler { requires org.cloudinit.api; provides"
                        + " org.cloudinit.api.spi.PartHandler with com.example.handler.Handler; }");
        String classes = folder.resolve("classes").toString();
        tool(
                "javac",
                "-d",
                classes,
                "-p",
                modulePath(),
                info.toString(),
                source.resolve("Handler.java").toString());
        tool("jar", "--create", "--file", jar.toString(), "-C", classes, ".");
    }

    /** The image's modules; then what this test is run with, for the annotations of the api. */
    private static String modulePath() {
        return String.join(
                File.pathSeparator,
                Path.of("target/modules").toAbsolutePath().toString(),
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""));
    }

    private static void tool(String name, String... words) {
        var said = new StringWriter();
        var to = new PrintWriter(said);
        assertEquals(
                0, ToolProvider.findFirst(name).orElseThrow().run(to, to, words), said::toString);
    }

    /** Answers each request with the same document, until it is closed. */
    private static void serve(ServerSocket server) {
        byte[] body = "#cloud-config\nof_server: 2\n".getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 200 OK\r\nContent-Length: "
                        + body.length
                        + "\r\nConnection: close\r\n\r\n";
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                int newlines = 0;
                while (newlines < 2) {
                    int c = client.getInputStream().read();
                    newlines = c == '\n' ? newlines + 1 : c == '\r' ? newlines : c < 0 ? 2 : 0;
                }
                client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().write(body);
            } catch (IOException _) {
                // The socket was closed, or the client went: the test sees what comes of it.
            }
        }
    }

    private int cloudInit(String... words) throws IOException, InterruptedException {
        var all =
                new ArrayList<>(
                        List.of(
                                "unshare",
                                "--mount",
                                "--uts",
                                "--propagation=private",
                                "sh",
                                "-c",
                                ENTER,
                                root.toString(),
                                IMAGE.toString()));
        all.addAll(List.of(words));
        return run(all.toArray(String[]::new));
    }

    private int run(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("out").toFile()))
                .start()
                .waitFor();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("out"));
    }
}
