import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Says to the chat who the signed-in customer is: {@code BesedkaIdentity.sign(Map.of("sub", "4711"), key, kid, 3600)}.
 * Claims: sub (the customer's number with you), name, email, phone, fields (district, tariff, ...). Keep the key on the
 * server. Java 8 or newer, nothing else.
 */
public final class BesedkaIdentity {
    private BesedkaIdentity() {}

    /** What the page gives to Besedka.identify. Good for so many seconds, at most a day. */
    public static String sign(Map<String, ?> claims, String key, String kid, long seconds) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("exp", System.currentTimeMillis() / 1000 + seconds);
        told.put("kid", kid);
        told.putAll(claims);
        byte[] json = json(told).getBytes(StandardCharsets.UTF_8);
        String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(json);
        return payload + "." + hmac(payload, key);
    }

    private static String hmac(String text, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            StringBuilder hex = new StringBuilder();
            for (byte each : mac.doFinal(text.getBytes(StandardCharsets.US_ASCII))) hex.append(String.format("%02x", each));
            return hex.toString();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String json(Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) return String.valueOf(value);
        if (!(value instanceof Map)) return quoted(value.toString());
        StringJoiner object = new StringJoiner(",", "{", "}");
        ((Map<?, ?>) value).forEach((name, each) -> object.add(quoted(name.toString()) + ":" + json(each)));
        return object.toString();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < 0x20) out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        return out.append('"').toString();
    }
}
