<?php

/** Posts a JSON object, or a list of them, to hitmark. */
function hitmark(string $path, array $body): array
{
    $headers = [
        'Authorization: Bearer ' . getenv('HITMARK_LINKS__API_TOKEN'),
        'Content-Type: application/json',
    ];
    $request = stream_context_create(['http' => [
        'method' => 'POST',
        'header' => $headers,
        'content' => json_encode($body, JSON_THROW_ON_ERROR),
        'ignore_errors' => true,
        'timeout' => 10,
    ]]);
    $api = getenv('HITMARK_API') ?: 'http://localhost:8701';
    $text = file_get_contents($api . $path, false, $request);
    if ($text === false) {
        throw new RuntimeException("hitmark does not answer on $api");
    }
    $answer = json_decode($text, true, 512, JSON_THROW_ON_ERROR);
    if (isset($answer['error'])) {
        throw new RuntimeException($answer['error']['code'] . ': ' . $answer['error']['message']);
    }
    return $answer;
}

$email = [
    'html' => '<a href="https://shop.example/">Our offer</a>',
    'recipient' => 'c-17',
    'message' => 'spring',
    'site' => 'acme',
];
echo hitmark('/api/rewrite', $email)['html'], "\n";
