using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

/// <summary>
/// Says to the chat who the signed-in customer is: BesedkaIdentity.Sign(claims, key, kid). Claims: sub (the customer's
/// number with you), name, email, phone, fields (district, tariff, ...). Keep the key on the server. Any .NET.
/// </summary>
public static class BesedkaIdentity
{
    /// <summary>What the page gives to Besedka.identify. Good for so many seconds, at most a day.</summary>
    public static string Sign(IDictionary<string, object> claims, string key, string kid, long seconds = 3600)
    {
        var told = new Dictionary<string, object> { ["exp"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds, ["kid"] = kid };
        foreach (var claim in claims) told[claim.Key] = claim.Value;
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Json(told)));
        var payload = base64.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        using (var mac = new HMACSHA256(Encoding.UTF8.GetBytes(key)))
        {
            var hash = mac.ComputeHash(Encoding.ASCII.GetBytes(payload));
            return payload + "." + string.Concat(hash.Select(each => each.ToString("x2")));
        }
    }

    private static string Json(object value)
    {
        if (value == null) return "null";
        if (value is bool) return (bool)value ? "true" : "false";
        if (value is IDictionary<string, object> members)
            return "{" + string.Join(",", members.Select(each => Quoted(each.Key) + ":" + Json(each.Value))) + "}";
        if (value is string) return Quoted((string)value);
        return Convert.ToString(value, CultureInfo.InvariantCulture);
    }

    private static string Quoted(string text)
    {
        var quoted = text.Select(c => c == '"' || c == '\\' ? "\\" + c : c < ' ' ? "\\u" + ((int)c).ToString("x4") : c.ToString());
        return "\"" + string.Concat(quoted) + "\"";
    }
}
