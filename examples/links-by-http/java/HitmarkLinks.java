import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Java has no JSON of its own: use the library that you have, such as Jackson, for both sides. */
public class HitmarkLinks {
    private static final HttpClient client = HttpClient.newHttpClient();

    /** Posts a JSON object, or a list of them; the answer's JSON. */
    static String hitmark(String path, String json) throws Exception {
        String api = System.getenv().getOrDefault("HITMARK_API", "http://localhost:8701");
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + System.getenv("HITMARK_LINKS__API_TOKEN"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
        var response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("hitmark: " + response.body());
        }
        return response.body();
    }

    public static void main(String[] args) throws Exception {
        System.out.println(hitmark("/api/rewrite", """
            {
              "html": "<a href=\\"https://shop.example/\\">Our offer</a>",
              "recipient": "c-17",
              "message": "spring",
              "site": "acme"
            }
            """));
    }
}
