<?php
// Posts an event with PHP's own streams. What has the same key is stored once, however often it is sent.

$event = [
    'type' => 'event',
    'name' => 'order',
    'key' => 'order-1007',
    'user' => 'customer-12',
    'data' => ['revenue' => 49.90, 'currency' => 'EUR'],
];
$context = stream_context_create(['http' => [
    'method' => 'POST',
    'header' => ['Authorization: Bearer ' . getenv('SITE_KEY'), 'Content-Type: application/json'],
    'content' => json_encode([$event]),
    'timeout' => 10,
]]);
$collector = getenv('COLLECTOR') ?: 'http://localhost:8700';
echo file_get_contents("$collector/hits", false, $context), "\n";
