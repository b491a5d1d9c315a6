<?php
/**
 * Says to the chat who the signed-in customer is: `besedka_identity(['sub' => '4711', 'name' => 'Anna'], $key, $kid)`.
 * Claims: sub (the customer's number with you), name, email, phone, fields (district, tariff, ...). Keep the key on the
 * server. PHP 7.3 or newer, nothing else.
 */
function besedka_identity(array $claims, string $key, string $kid, int $seconds = 3600): string
{
    $claims += ['exp' => time() + $seconds, 'kid' => $kid];
    if (array_key_exists('fields', $claims)) {
        $claims['fields'] = (object) $claims['fields'];
    }
    $json = json_encode($claims, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR);
    $payload = rtrim(strtr(base64_encode($json), '+/', '-_'), '=');
    return $payload . '.' . hash_hmac('sha256', $payload, $key);
}
